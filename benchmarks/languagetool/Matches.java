import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.languagetool.JLanguageTool;
import org.languagetool.Languages;
import org.languagetool.LtBuildInfo;
import org.languagetool.rules.RuleMatch;
import org.languagetool.tools.StringTools;

/**
 * Answers each line of standard input, a text as a JSON string, by a line of LanguageTool's matches as JSON, their offsets in code
 * points. The first line of all, printed once LanguageTool is loaded, is its version and the processor time that this took. With
 * {@code --xmlfilter} the tags of a text are left out first, as the command line of LanguageTool does; offsets are then of what is left.
 */
class Matches {
  public static void main(String[] arguments) throws Exception {
    var json = new ObjectMapper();
    var answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.setOut(System.err); // what a library may print is no answer
    var tool = new JLanguageTool(Languages.getLanguageForShortCode("fr"));
    tool.check("Un essai.");
    answers.println(json.writeValueAsString(Map.of(
        "version", LtBuildInfo.OS.getVersion(),
        "processor_seconds", ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis() / 1000.0)));
    var filters = List.of(arguments).contains("--xmlfilter");
    var texts = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = texts.readLine(); line != null; line = texts.readLine()) {
      String given = json.readValue(line, String.class);
      String text = filters ? StringTools.filterXML(given) : given;
      List<Map<String, Object>> matches = tool.check(text).stream().map(match -> described(match, text)).toList();
      answers.println(json.writeValueAsString(matches));
    }
  }

  private static Map<String, Object> described(RuleMatch match, String text) {
    return Map.of(
        "rule", match.getRule().getId(),
        "category", match.getRule().getCategory().getId().toString(),
        "start", text.codePointCount(0, match.getFromPos()),
        "end", text.codePointCount(0, match.getToPos()),
        "text", text.substring(match.getFromPos(), match.getToPos()),
        "suggestions", match.getSuggestedReplacements());
  }
}
