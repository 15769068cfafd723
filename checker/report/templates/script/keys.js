// What the mouse and the keys do.

const KEYS = { j: "next", k: "previous", a: "accept", r: "reject", u: "undo", "/": "filter", "?": "help" };
const SINGLE_KEYS = "single-keys";
const switchOfKeys = help.querySelector("#single-keys");

switchOfKeys.checked = keptFor(SINGLE_KEYS)[0] !== "off";
switchOfKeys.addEventListener("change", () => keep(SINGLE_KEYS, switchOfKeys.checked ? [] : ["off"]));

function act(name) {
  warn("");
  DOES[name]();
}

document.addEventListener("click", (event) => {
  warn("");
  const button = event.target.closest("[data-do]");
  if (button) {
    DOES[button.dataset.do](button);
    return;
  }
  const link = event.target.closest("a.label, a.number");
  const id = link?.matches(".label") ? link.hash.slice(1) : event.target.closest("mark, li.issue")?.dataset.issue;
  const issue = byId.get(id ?? event.target.closest("li.issue")?.id);
  if (!issue && event.target.closest("article") && liesOver()) leave();
  if (!issue || (!link && event.target.closest("a, summary, textarea, label"))) return;
  if (link) event.preventDefault();
  if (issue !== current || link) select(issue, { focus: !getSelection().toString() });
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) {
    if (event.key === "Enter" && writer.contains(event.target)) act("save");
    return;
  }
  if (event.key === "Escape") {
    if (writer.contains(event.target)) closeWriter();
    else if (event.target.id === "filter") event.target.blur();
    else if (liesOver()) leave();
    return;
  }
  if (help.open || !switchOfKeys.checked || event.target.closest("input, textarea, select")) return;
  if (!Object.hasOwn(KEYS, event.key)) return;
  event.preventDefault();
  act(KEYS[event.key]);
});

bar.querySelector("#filter").addEventListener("input", filter);
bar.querySelector("#state").addEventListener("change", filter);

restore();
if (issues.length) select(issues[0], { quietly: true });
if (liesOver()) leave();
