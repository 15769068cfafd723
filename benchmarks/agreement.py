"""Measures the agreement errors that the checker finds in sentences whose errors are known, beside its peers.

    python benchmarks/agreement.py --data FOLDER [--parser FILE] [--verdicts FILE] [--peers]
                                   [--languagetool JARS]

FOLDER holds ``*.jsonl`` files, one text a line: {"id", "text", "errors": [{"start", "end", "right",
"kind", "partners": [[start, end]]}]}; a text without errors is clean, and may say how many
"sentences" it has. Offsets are code points, half-open. The bundled parser was trained on all
treebanks of ``training/french_parser.py``: to measure on sentences of one, give a parser trained
without it (``--hold-out``).

right      an issue whose span overlaps the wrong word or a word that it should agree with
recall     errors with a right issue; precision: those among all issues in texts with errors
fix        share of the errors found that the first fix (one of the first three) undoes, blanks aside
alarms     issues in 1,000 clean sentences
words/s    of processor time, once loaded; Grammalecte's holds its start

``--verdicts`` adds how many issues of each confidence are right. In clean texts, which hold real
errors as well, FILE tells what a reader has said of an issue, one a line: {"id", "start", "end",
"rule", "right", "why"}; where "why" ends in "the fix is wrong", the fault is of another kind. Issues
that nobody has read are printed with the words around them, and right ones that are not raised.

``--peers`` runs Grammalecte (Debian's ``grammalecte-cli``, its options gn, conj and ppas) and
``lingotweaker`` with ``lingotweaker-data-fr``, where they are installed, on the same texts.
``--languagetool`` runs LanguageTool, with ``java`` (17 or later) and the folder that
``mvn -f benchmarks/languagetool dependency:copy-dependencies -DoutputDirectory=$PWD/JARS`` fills. Of
LanguageTool and ``lingotweaker``, a port of it, the rules of agreement count.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from checker.engine.pipeline import Checker
from checker.fixes import apply
from checker.model import Document, DocumentReport
from checker.packs.languages import BUNDLED, Packs

CATEGORIES = ("linguistic-conventions/grammar/agreement", "linguistic-conventions/grammar/word-form")
GRAMMALECTE_TYPES = {"gn", "conj", "ppas"}
# LanguageTool's rules of agreement: those of its category, and those of other categories of which a match on a wrong
# word of GSD-dev, Sequoia-dev or ten articles written by hand speaks of agreement, or suggests the right form.
LANGUAGETOOL_CATEGORY = "AGREEMENT"
LANGUAGETOOL_RULES = {
    "ACCORD_R_PERS_VERBE",
    "ACCORD_SUJET_VERBE",
    "ACCORD_V_PPA",
    "AIT_AIE_AIES_EST",
    "AUX_AVOIR",
    "CONFUSION_TEL_TELLE",
    "DANS_MAISON",
    "ETRE_VPPA_OU_ADJ",
    "ILS_ONT",
    "MON_NFS",
    "QUE_AVOIR",
    "QUI_VCONJ",
    "SONT_SON",
    "TOUS_TOUT",
    "VPPA_SUJET_INVERSE",
}
VERDICTS = ("right", "of another kind", "false", "unread")
AROUND = 60  # characters shown on either side of an alarm
Text = dict[str, Any]


@dataclass(frozen=True)
class Found:
    """What a system says: a span, the whole text after each of its fixes, best first, and more of ours."""

    start: int
    end: int
    fixed: tuple[str, ...]
    rule: str = ""
    confidence: float = 0.0


@dataclass(frozen=True)
class Answer:
    """A system with its version, the processor seconds that it took to load, and what it finds in each text."""

    name: str
    loading: float
    found: list[list[Found]]


def ours(texts: Sequence[Text], packs: Packs) -> Answer:
    """The checker's issues of each text."""
    began = time.process_time()
    checker = checker_with(packs)
    checker.check_text("Un essai.")
    loading = time.process_time() - began
    return Answer(f"checker {version('translation-checker')}", loading, found_by(checker, texts))


def checker_with(packs: Packs) -> Checker:
    """A checker of French agreement alone, with these packs."""
    checker = Checker("fr", select=["fr/agreement"])
    checker.resources.packs = packs
    return checker


def found_by(checker: Checker, texts: Iterable[Text]) -> list[list[Found]]:
    """The issues of each text."""
    found = []
    for outcome in checker.check(Document(text["id"], text["text"]) for text in texts):
        if not isinstance(outcome, DocumentReport):
            raise SystemExit(outcome.message)
        whole = outcome.document.text
        found.append(
            [
                Found(i.span.start, i.span.end, tuple(apply(whole, fix) for fix in i.fixes), i.rule, i.confidence)
                for i in outcome.issues
                if i.category in CATEGORIES
            ]
        )
    return found


def grammalecte(texts: Sequence[Text], types: Collection[str] = GRAMMALECTE_TYPES) -> Answer:
    """Grammalecte's errors of some types in each text, by its command; a text is a paragraph of one file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "texts.txt")
        path.write_text("\n".join(text["text"].replace("\n", " ") for text in texts), encoding="utf-8")
        command = ["grammalecte-cli", "--json", "--file", str(path)]
        answer = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    found: list[list[Found]] = [[] for _ in texts]
    for paragraph in answer["data"]:
        place = paragraph["iParagraph"] - 1
        for error in paragraph["lGrammarErrors"]:
            if error["sType"] in types:
                start, end = error["nStart"], error["nEnd"]
                found[place].append(suggested(texts[place]["text"], start, end, error["aSuggestions"]))
    return Answer(f"Grammalecte {answer['grammalecte']}", 0.0, found)


def languagetool(texts: Sequence[Text], jars: Path) -> Answer:
    """LanguageTool's matches of each text, by one process of Java."""
    command = ["java", "-cp", str(jars / "*"), str(Path(__file__).parent / "languagetool/Matches.java")]
    found: list[list[Found]] = []
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdin
        assert process.stdout
        ready = json.loads(process.stdout.readline())
        for text in texts:
            print(json.dumps(text["text"]), file=process.stdin, flush=True)
            matches = filter(is_of_agreement, json.loads(process.stdout.readline()))
            found.append([suggested(text["text"], m["start"], m["end"], m["suggestions"]) for m in matches])
    return Answer(f"LanguageTool {ready['version']}", ready["processor_seconds"], found)


def lingotweaker(texts: Sequence[Text]) -> Answer:
    """LingoTweaker's matches of each text; its offsets are bytes."""
    import lt_py  # a peer, which only this needs

    began = time.process_time()
    engine = lt_py.Engine("fr")
    engine.check("Un essai.")
    loading = time.process_time() - began
    found: list[list[Found]] = []
    for text in texts:
        whole, own = text["text"].encode(), []
        for match in engine.check(text["text"]):
            if is_of_agreement({"category": match["category_id"], "rule": match["rule_id"]}):
                first, last = match["offset"], match["offset"] + match["length"]
                start, end = (len(whole[:byte].decode(errors="ignore")) for byte in (first, last))
                own.append(suggested(text["text"], start, end, match["suggestions"]))
        found.append(own)
    return Answer(f"lingotweaker {version('lingotweaker')}", loading, found)


def is_of_agreement(match: dict[str, Any]) -> bool:
    """True if a match of LanguageTool or of its port is one of agreement."""
    return match["category"] == LANGUAGETOOL_CATEGORY or match["rule"] in LANGUAGETOOL_RULES


def suggested(text: str, start: int, end: int, suggestions: Iterable[str]) -> Found:
    """A find of a system that suggests what to put in place of its span."""
    return Found(start, end, tuple(text[:start] + suggestion + text[end:] for suggestion in suggestions))


def is_right(found: Found, error: Text) -> bool:
    """True if a find touches the wrong word or a word that it should agree with."""
    spans = [(error["start"], error["end"]), *error.get("partners", [])]
    return any(found.start < end and start < found.end for start, end in spans)


def squeezed(text: str) -> str:
    """A text without blanks, in lower case, with straight apostrophes."""
    return re.sub(r"\s+", "", text.replace("’", "'")).lower()


def score(texts: Sequence[Text], found: Sequence[Sequence[Found]]) -> tuple[dict[str, Counter[str]], Counter[str]]:
    """Counts of each kind of error, and of the clean texts."""
    kinds: defaultdict[str, Counter[str]] = defaultdict(Counter)
    clean: Counter[str] = Counter()
    for text, own in zip(texts, found, strict=True):
        if not text.get("errors"):
            clean.update(sentences=text.get("sentences", 1), alarms=len(own))
            continue
        right: set[Found] = set()
        for error in text["errors"]:
            whole = text["text"]
            wanted = squeezed(whole[: error["start"]] + error["right"] + whole[error["end"] :])
            hits = [one for one in own if is_right(one, error)]
            right.update(hits)
            count = kinds[error["kind"]]
            count.update(all=1, found=bool(hits))
            for name, first in (("fix", 1), ("fix3", 3)):
                count[name] += any(squeezed(fixed) == wanted for one in hits for fixed in one.fixed[:first])
        kinds[text["errors"][0]["kind"]]["stray"] += len(set(own) - right)
    return kinds, clean


def report(name: str, kinds: dict[str, Counter[str]], clean: Counter[str]) -> None:
    """Print one system's table."""
    print(f"\n{name}")
    print(f"{'kind':20}{'errors':>7}{'recall':>8}{'prec.':>8}{'F0.5':>8}{'fix':>8}{'fix 3':>8}")
    for kind, n in [*sorted(kinds.items()), ("all", sum(kinds.values(), Counter()))]:
        recall, precision = n["found"] / max(1, n["all"]), n["found"] / max(1, n["found"] + n["stray"])
        f = 1.25 * precision * recall / max(1e-9, 0.25 * precision + recall)
        fixes = (n[key] / max(1, n["found"]) for key in ("fix", "fix3"))
        print(f"{kind:20}{n['all']:7}" + "".join(f"{value:8.3f}" for value in (recall, precision, f, *fixes)))
    print(f"clean: {1000 * clean['alarms'] / max(1, clean['sentences']):.1f} alarms in 1,000 of {clean['sentences']}")


def judge(texts: Sequence[Text], found: Sequence[Sequence[Found]], verdicts: Path) -> None:
    """Print how many issues of each confidence are right: they touch an error, or a reader of a clean text says so."""
    lines = map(json.loads, verdicts.read_text(encoding="utf-8").splitlines())
    read = {(line["id"], line["start"], line["end"], line["rule"]): line for line in lines}
    counts: defaultdict[float, Counter[str]] = defaultdict(Counter)
    clean: Counter[str] = Counter()
    raised = set()
    for text, own in zip(texts, found, strict=True):
        errors = text.get("errors")
        for one in own:
            key = text["id"], one.start, one.end, one.rule
            raised.add(key)
            if errors:
                verdict = "right" if any(is_right(one, error) for error in errors) else "false"
            else:
                verdict = said(read.get(key))
                clean[verdict] += 1
            counts[one.confidence]["right" if verdict == "of another kind" else verdict] += 1
            if verdict == "unread":
                print("unread", *key, " ".join(excerpt(text["text"], one).split()))
    known = {text["id"] for text in texts}
    for key in sorted(read.keys() - raised):
        if key[0] in known and read[key]["right"]:
            print("not raised", *key, read[key]["why"])
    print("clean, as read:", ", ".join(f"{clean[verdict]} {verdict}" for verdict in VERDICTS))
    print("confidence  right  false  unread")
    for confidence, count in sorted(counts.items()):
        print(f"{confidence:10.2f}{count['right']:7}{count['false']:7}{count['unread']:8}")


def said(verdict: Text | None) -> str:
    """What a reader has said of an issue, in one of the words of ``VERDICTS``."""
    if verdict is None:
        return "unread"
    if not verdict["right"]:
        return "false"
    return "of another kind" if verdict["why"].endswith("the fix is wrong") else "right"


def excerpt(text: str, found: Found) -> str:
    """What is found, in braces, with what stands around it."""
    before, after = text[: found.start][-AROUND:], text[found.end :][:AROUND]
    return f"{before}{{{{{text[found.start : found.end]}}}}}{after}"


def packs_with(parser: Path, folder: Path) -> Path:
    """The bundled packs as links in a folder, with another parser in place of theirs."""
    for path in BUNDLED.rglob("*"):
        link = folder / path.relative_to(BUNDLED)
        if path.is_file():
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to((parser if path == BUNDLED / "fr/parser.npz" else path).resolve())
    return folder


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--parser", type=Path)
    parser.add_argument("--verdicts", type=Path)
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--languagetool", type=Path)
    args = parser.parse_args()
    lines = (line for path in sorted(args.data.glob("*.jsonl")) for line in path.open(encoding="utf-8"))
    texts = [json.loads(line) for line in lines]
    words = sum(len(text["text"].split()) for text in texts)
    with tempfile.TemporaryDirectory() as folder:
        packs = Packs((packs_with(args.parser, Path(folder)),)) if args.parser else Packs()
        systems: list[Callable[[], Answer]] = [lambda: ours(texts, packs)]
        if args.peers and shutil.which("grammalecte-cli"):
            systems.append(lambda: grammalecte(texts))
        if args.peers:
            systems.append(lambda: lingotweaker(texts))
        if args.languagetool:
            systems.append(lambda: languagetool(texts, args.languagetool))
        for system in systems:
            began = sum(os.times()[:4])  # of this process and of those that have ended
            try:
                answer = system()
            except ModuleNotFoundError as error:
                print(f"\nnot installed: {error.name}")
                continue
            took = sum(os.times()[:4]) - began - answer.loading
            report(answer.name, *score(texts, answer.found))
            print(f"speed: {words / took:,.0f} words/s, loaded in {answer.loading:.1f} s")
            if args.verdicts and system is systems[0]:
                judge(texts, answer.found, args.verdicts)


if __name__ == "__main__":
    main()
