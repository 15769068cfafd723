// The index: sorts and filters its documents, and exports what was decided on all of them.

const { documents } = JSON.parse(document.getElementById("data").textContent);
const table = document.querySelector("table");
const body = table.tBodies[0];
const rows = Array.from(body.rows);
const tools = document.getElementById("index-tools").content.firstElementChild.cloneNode(true);
const names = new Map(rows.map((row) => [row, row.cells[0].textContent.toLowerCase()]));
document.querySelector(".table").before(tools);

/** Each document with what is decided on it now. */
const decisions = () => documents.map((each) => [each, keptFor(each.key)]);

function showDecided() {
  const figures = new Map(
    decisions().filter(([{ issues }]) => issues).map(([{ key, issues }, { length }]) => [key, `${length} / ${issues}`]),
  );
  for (const row of rows) row.querySelector(".decided").textContent = figures.get(row.dataset.key) ?? "";
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
  rows.sort((left, right) => compare(texts.get(left), texts.get(right)) * (down ? -1 : 1));
  body.append(...rows);
}

function filter() {
  const wanted = tools.querySelector("#filter").value.trim().toLowerCase();
  const verdict = tools.querySelector("#verdict").value;
  const family = tools.querySelector("#family").value;
  let shown = 0;
  for (const row of rows) {
    const fits =
      names.get(row).includes(wanted) &&
      (!verdict || row.classList.contains(verdict)) &&
      (!family || row.dataset.families.split(" ").includes(family));
    row.hidden = !fits;
    shown += fits;
  }
  tools.querySelector(".matching").textContent = `${shown} / ${rows.length}`;
}

Array.from(table.tHead.rows[0].cells).forEach((cell, column) => {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = cell.textContent;
  button.addEventListener("click", () => sort(column));
  cell.replaceChildren(button);
});
tools.addEventListener("input", filter);
tools.querySelector("[data-do=export]").addEventListener("click", () => exportDecisions(decisions()));
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select")) return;
  event.preventDefault();
  tools.querySelector("#filter").focus();
});
// What a page keeps may become known here later than this page is shown: from another tab, or from the page left just now.
addEventListener("storage", showDecided);
addEventListener("pageshow", showDecided);
showDecided();
filter();
