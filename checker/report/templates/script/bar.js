// The bar above the articles: how far one is, the way to other articles, what is shown, and what is taken away.

const bar = fromTemplate("desk");
const safe = fromTemplate("accept-safe");
const verdict = document.querySelector(".verdict");
const headline = verdict.querySelector("h1");
const firstHeadline = headline.textContent;
document.querySelector("main").before(bar);
verdict.append(safe);
for (const each of documents) {
  const tools = fromTemplate("text-tools");
  tools.dataset.document = each.page;
  if (!each.encoding) tools.querySelector("[data-do=download]").remove();
  each.section.querySelector(".title").append(tools);
}

/** Say how far one is, in the bar and in the verdict. */
function showProgress() {
  const [left, stopping] = [open(), blocking()];
  const figures = fill(said.progress, { done: total - left, total });
  bar.querySelector("progress").value = total ? 1 - left / total : 1;
  bar.querySelector(".progress span").textContent = figures;
  showVerdict(left, stopping);
  const number = sum(documents.map((each) => each.safe));
  safe.hidden = number < 2;
  safe.textContent = fill(said.accept_safe, { number });
  return figures;
}

/** What is still open takes the place of the first verdict once something is decided. */
function showVerdict(left, stopping) {
  const begun = total > 0 && left < total;
  const done = begun && !left;
  verdict.classList.toggle("decided", done);
  headline.textContent = done && !verdict.matches(".failed") ? allDecided() : firstHeadline;
  const place = verdict.querySelector(".open");
  place.hidden = !begun;
  place.textContent = stillOpen(left, stopping, isExported);
  bar.querySelector("[data-do=next-page]")?.classList.toggle("main", done);
  bar.querySelector("[data-do=export]").classList.toggle("main", !done || !nextPage());
}

const allDecided = () => (nextPage() ? said.all_decided_next : isExported ? said.all_exported : said.all_decided);
const linkTo = (place) => document.querySelector(`.home [rel=${place}]`);

/** The way to the next article: another page, or another document of this one; null at the end. */
function nextPage(by = 1) {
  const here = documents.indexOf(current?.owner);
  const others = by > 0 ? documents.slice(here + 1) : documents.slice(0, Math.max(here, 0)).reverse();
  const other = current && others.find((each) => each.issues.length);
  if (other) return () => select(other.issues[0]);
  const link = linkTo(by > 0 ? "next" : "prev");
  return link && (() => follow(link));
}

/** Go to the next issue that the filter shows, or the one before; past the last, to the next article. */
function step(by) {
  let place = current ? issues.indexOf(current) + by : 0;
  while (issues[place]?.card.hidden) place += by;
  if (issues[place]) select(issues[place]);
  else go(by > 0 ? nextPage() : null);
}

/** Go on if there is a way, else say that there is none. */
function go(way) {
  if (way) way();
  else warn(said.no_way);
}

let wanted = "";
let wantedState = "*";

/** Whether the filter shows an issue. */
function isWanted(issue) {
  const fits =
    wantedState === "*" || (wantedState === "blocks" ? issue.blocks && !issue.state : issue.state === wantedState);
  issue.searched ??= issue.card.textContent.toLowerCase();
  return fits && issue.searched.includes(wanted);
}

function showIfWanted(issue) {
  if (!wanted && wantedState === "*") return;
  issue.card.hidden = !isWanted(issue);
}

let stopFilter = () => {};

function filter() {
  wanted = bar.querySelector("#filter").value.trim().toLowerCase();
  wantedState = bar.querySelector("#state").value;
  let matching = 0;
  stopFilter();
  stopFilter = spread(
    issues,
    (issue) => {
      const found = isWanted(issue);
      matching += found;
      if (issue.card.hidden === found) issue.card.hidden = !found;
    },
    () => {
      const isFiltered = wanted || wantedState !== "*";
      bar.querySelector(".matching").textContent = isFiltered ? fill(said.matching, { number: matching }) : "";
    },
  );
}

function view(corrected) {
  document.body.classList.toggle("corrected", corrected);
  for (const name of ["marks", "corrected"]) {
    bar.querySelector(`[data-do=${name}]`).setAttribute("aria-pressed", String((name === "corrected") === corrected));
  }
}

const documentOf = (button) => documents.find((each) => each.page === button.closest("[data-document]").dataset.document);

async function copy(button) {
  const text = documentOf(button).corrected;
  try {
    await navigator.clipboard.writeText(text);
    tell(said.copied);
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    if (document.execCommand("copy")) tell(said.copied);
    else warn(said.not_copied);
    area.remove();
  }
}

function download(button) {
  const each = documentOf(button);
  try {
    const name = String(each.id).split(/[\\/]/).at(-1);
    offer(bytesOf(each.corrected, each), name.includes(".") ? name : `${name}.txt`, "text/plain");
  } catch (error) {
    if (!(error instanceof Unwritable)) throw error;
    warn(fill(said.unwritable, { text: error.message, encoding: each.encoding }));
  }
}

function exportAll() {
  exportDecisions(decidedDocuments(documents));
  isExported = true;
  showProgress();
  tell(said.exported);
}
