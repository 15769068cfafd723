// What the mouse and the keys do.

const KEYS = {
  j: "next",
  k: "previous",
  n: "next-page",
  p: "previous-page",
  a: "accept",
  r: "reject",
  u: "undo",
  e: "write",
  m: "mend",
  c: "note",
  x: "ignore-word",
  w: "allow",
  t: "teach",
  i: "home",
  "/": "filter",
  "?": "help",
};
const OF_ISSUE = new Set("arectxw"); // the keys that do something to the current issue

const DOES = {
  next: () => step(1),
  previous: () => step(-1),
  "next-page": () => go(nextPage()),
  "previous-page": () => go(nextPage(-1)),
  home: () => go(linkTo("up") && (() => follow(linkTo("up")))),
  accept: (button) => current && acceptFix(current, Number(button?.closest("[data-fix]")?.dataset.fix ?? current.usable)),
  "accept-safe": acceptSafe,
  reject: () => current && reject(current),
  undo,
  write: openWriter,
  mend,
  note: openNoter,
  teach: openTeacher,
  save,
  cancel,
  "ignore-word": () => putAsideIfOffered("ignore-word"),
  allow: () => putAsideIfOffered("allow"),
  marks: () => view(false),
  corrected: () => view(true),
  export: exportAll,
  copy,
  download,
  filter: () => bar.querySelector("#filter").focus(),
  help: () => help.showModal(),
  close: () => help.close(),
};

/** Put the current issue aside, if its card has a button for that. */
function putAsideIfOffered(decision) {
  if (actions.querySelector(`[data-do=${decision}]`).hidden) warn(said.not_offered);
  else putAside(current, decision);
}

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
  const isWriting = openedForm()?.contains(event.target);
  if (isWriting && event.target.matches("textarea, [type=checkbox]") && (saves(event) || (event.key === "Enter" && (event.ctrlKey || event.metaKey)))) {
    event.preventDefault();
    act("save");
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") {
    if (isWriting) cancel();
    else if (event.target.id === "filter") event.target.blur();
    else if (liesOver()) leave();
    return;
  }
  if (help.open || !isOn("single-keys") || event.target.closest("input, textarea, select")) return;
  const isDigit = /^[1-9]$/.test(event.key);
  if (!isDigit && !Object.hasOwn(KEYS, event.key)) return;
  event.preventDefault();
  warn("");
  if (!current && (isDigit || OF_ISSUE.has(event.key))) warn(said.none_open);
  else if (!isDigit) DOES[KEYS[event.key]]();
  else if (current.fixes[event.key - 1]) acceptFix(current, event.key - 1);
  else warn(said.no_such_fix);
});

bar.querySelector("#filter").addEventListener("input", filter);
bar.querySelector("#state").addEventListener("change", filter);
for (const [place, name] of [["prev", "previous-page"], ["next", "next-page"]]) {
  if (!linkTo(place) && documents.length < 2) bar.querySelector(`[data-do=${name}]`).remove();
}

// What is known from the last visit, or leaves no room for the text, is folded.
const about = document.querySelector(".about");
if (read("visited") || innerWidth < 640) about.open = false;
write("visited", true);

const gone = sum(documents.map(carryOver));
documents.forEach(refresh);
noteExported();
if (issues.length) select(placeToBegin(), { quietly: true });
if (liesOver()) leave();
if (gone) warn(fill(said.gone, { number: gone }));

whenKept((name) => {
  if (!isKeeping) return;
  const changed = documents.filter(({ key }) => name === undefined || name === key);
  changed.forEach(refresh);
  if (changed.length) noteExported();
});
askBeforeLeaving((forPageOfOurs) => {
  if (!isKeeping) return anyDecided() && !isExported;
  return !forPageOfOurs && documents.some(({ key }) => isWaiting(keptFor(key)));
});
