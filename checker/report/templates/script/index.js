// The index: sorts and filters its documents, knows what is decided on them in other tabs, and exports it.

const documents = told;
const byKey = new Map(documents.map((each) => [each.key, each]));
const table = document.querySelector("table");
const body = table.tBodies[0];
const rows = Array.from(body.rows);
const tools = document.getElementById("index-tools").content.firstElementChild.cloneNode(true);
const searched = new Map(rows.map((row) => [row, row.cells[0].textContent.toLowerCase()]));
const verdicts = new Map(rows.map((row) => [row, row.querySelector(".verdict-cell").textContent]));
const left = new Map(); // by key, what is open of a document
const verdict = document.querySelector(".verdict");
const headline = verdict.querySelector("h1");
const firstHeadline = headline.textContent;
document.querySelector(".table").before(tools);
write(LISTED, documents.map(({ key, id, sha256, format }) => [key, id, sha256, format]));

/** How many issues of a document are open, and how many of these stand against publication. */
function openOf({ key, issues, blocking }) {
  const kept = keptFor(key);
  const open = kept.open ?? Math.max(0, issues - kept.decisions.length);
  return { issues: open, blocking: kept.blocking ?? blocking, waits: isWaiting(kept) };
}

/** Show what is decided now: on all documents, or on that of one key. */
function showDecided(key) {
  for (const each of key === undefined ? documents : [byKey.get(key)].filter(Boolean)) left.set(each.key, openOf(each));
  for (const row of rows) {
    const each = byKey.get(row.dataset.key);
    if (!each?.issues || (key !== undefined && each.key !== key)) continue;
    const open = left.get(each.key);
    row.querySelector(".decided").textContent = `${each.issues - open.issues} / ${each.issues}`;
    row.toggleAttribute("data-passing", !open.blocking);
    row.querySelector(".verdict-cell").textContent = !open.issues ? said.row_decided : open.blocking ? verdicts.get(row) : said.row_passing;
  }
  showProgress();
  filter();
}

function showProgress() {
  let [total, open, blocking] = [0, 0, 0];
  for (const each of documents) {
    total += each.issues;
    open += left.get(each.key).issues;
    blocking += left.get(each.key).blocking;
  }
  tools.querySelector("progress").value = total ? 1 - open / total : 1;
  tools.querySelector(".progress span").textContent = fill(said.all_files, { done: total - open, total, number: total });
  const [begun, done] = [open < total, total > 0 && !open];
  const isExported = !Array.from(left.values()).some(({ waits }) => waits);
  verdict.classList.toggle("decided", done);
  headline.textContent = done && !verdict.matches(".failed") ? (isExported ? said.all_exported : said.all_decided) : firstHeadline;
  const place = verdict.querySelector(".open");
  place.hidden = !begun;
  place.textContent = stillOpen(open, blocking, isExported);
}

/** Sort by a column: figures largest first, words from A; again, the other way round. */
function sort(column) {
  const head = table.tHead.rows[0].cells[column];
  const figure = head.classList.contains("figure");
  const before = head.getAttribute("aria-sort");
  const down = before ? before === "ascending" : figure;
  for (const cell of table.tHead.rows[0].cells) cell.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  const compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
  const texts = new Map(rows.map((row) => [row, row.cells[column].textContent]));
  rows.sort((one, other) => compare(texts.get(one), texts.get(other)) * (down ? -1 : 1));
  body.append(...rows);
}

function filter() {
  const wanted = tools.querySelector("#filter").value.trim().toLowerCase();
  const state = tools.querySelector("#state").value;
  const kind = tools.querySelector("#verdict").value;
  const family = tools.querySelector("#family").value;
  let shown = 0;
  for (const row of rows) {
    const open = left.get(row.dataset.key);
    const fits =
      searched.get(row).includes(wanted) &&
      (!state || (state === "open" ? open?.issues > 0 : open?.blocking > 0)) &&
      (!kind || row.classList.contains(kind)) &&
      (!family || row.dataset.families.split(" ").includes(family));
    row.hidden = !fits;
    shown += fits;
  }
  tools.querySelector(".matching").textContent = `${shown} / ${rows.length}`;
}

/** Go to the next row that is shown, or the one before; Enter follows its link. */
function step(by) {
  const shown = rows.filter((row) => !row.hidden);
  const here = shown.indexOf(document.activeElement.closest("tr"));
  const next = here < 0 ? shown[0] : shown[here + by];
  next?.querySelector("a").focus();
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  "/": () => tools.querySelector("#filter").focus(),
  "?": () => help.showModal(),
};

Array.from(table.tHead.rows[0].cells).forEach((cell, column) => {
  const button = document.createElement("button");
  button.textContent = cell.textContent;
  button.addEventListener("click", () => sort(column));
  cell.replaceChildren(button);
});
tools.addEventListener("input", filter);
tools.querySelector("[data-do=help]").addEventListener("click", KEYS["?"]);
help.querySelector("[data-do=close]").addEventListener("click", () => help.close());
tools.querySelector("[data-do=export]").addEventListener("click", () => {
  exportDecisions(decidedDocuments(documents.map((each) => ({ ...keptFor(each.key), ...each }))));
  showDecided();
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && event.target.id === "filter") event.target.blur();
  if (help.open || event.target.closest("input, select") || !Object.hasOwn(KEYS, event.key)) return;
  if (event.key !== "/" && !isOn("single-keys")) return;
  event.preventDefault();
  KEYS[event.key]();
});
whenKept((name) => {
  if (name === undefined || byKey.has(name)) showDecided(name);
});
askBeforeLeaving((forPageOfOurs) => {
  return !forPageOfOurs && [...documents.map(({ key }) => keptFor(key)), ...documentsOfReport()].some(isWaiting);
});
showDecided();
