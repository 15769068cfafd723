// The desk: an editor goes through the issues and decides.

const { words: said, documents: told } = JSON.parse(document.getElementById("data").textContent);
const documents = told.map((data) => new Checked(data));
const issues = documents.flatMap((each) => each.issues);
const byId = new Map(issues.map((issue) => [issue.id, issue]));
const history = [];
let current = null;
let decided = 0;

const fromTemplate = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const tell = (text) => {
  document.querySelector(".status").textContent = text;
};
/** Show what failed, until something else is done. */
const warn = (text) => {
  document.querySelector(".alert").textContent = text;
};

const bar = fromTemplate("desk");
const actions = fromTemplate("actions");
const help = fromTemplate("dialog");
const writer = fromTemplate("writer");
document.querySelector("main").before(bar);
document.body.append(help);
for (const each of documents) {
  const tools = fromTemplate("text-tools");
  tools.dataset.document = each.page;
  if (!each.encoding) tools.querySelector("[data-do=download]").remove();
  each.section.querySelector(".title").append(tools);
}

function showProgress() {
  const figures = fill(said.progress, { done: decided, total: issues.length });
  bar.querySelector("progress").value = decided / issues.length;
  bar.querySelector(".progress span").textContent = figures;
  return figures;
}

/** Decide on issues, given as [issue, decision], in one step that can be undone. */
function decide(steps, { remember = true } = {}) {
  if (remember) history.push(steps.map(([issue]) => [issue, issue.decision]));
  for (const [issue, decision] of steps) {
    decided += (decision ? 1 : 0) - (issue.decision ? 1 : 0);
    issue.owner.decide(issue, decision);
  }
  const kept = [...new Set(steps.map(([issue]) => issue.owner))].map((each) => keep(each.key, each.decisions));
  showDecisions(steps.map(([issue]) => issue));
  const state = said.states[steps[0]?.[1]?.decision ?? ""];
  tell(`${state}. ${showProgress()}.`);
  if (!kept.every(Boolean)) warn(said.unsaved);
  showActions();
}

/** Show what was decided on issues, in the list and in the article. */
function showDecisions(changed) {
  const owners = new Set(changed.map((issue) => issue.owner));
  spread(Array.from(owners).flatMap((owner) => owner.pending), (task) => task());
  spread(changed, (issue) => {
    const state = issue.decision?.decision ?? "";
    issue.card.dataset.state = state;
    issue.card.querySelector(".state").textContent = state && said.states[state];
    for (const mark of issue.marks) mark.dataset.state = state;
    showWritten(issue);
  });
}

/** Show a correction that is none of the fixes in the card, as these are shown. */
function showWritten(issue) {
  issue.card.querySelector(".written")?.remove();
  const [edit] = issue.decision?.edits ?? [];
  if (!edit || issue.fixes.some((fix) => fix && sameEdits(fix, issue.decision.edits))) return;
  const change = fromTemplate("written");
  const line = change.lastElementChild;
  const [before, after] = ["del", "ins"].map((name) => document.createElement(name));
  before.textContent = issue.text;
  after.textContent = edit.replacement || line.dataset.nothing;
  line.lang = issue.owner.section.querySelector("article").lang;
  line.prepend(before);
  line.append(after);
  Array.from(issue.card.querySelectorAll(".change, blockquote")).at(-1).after(change);
}

function trouble(text) {
  const place = actions.querySelector(".trouble");
  place.textContent = text;
  place.hidden = !text;
  if (text) tell(text);
}

function accept(issue, edits) {
  const other = issue.owner.overlapping(issue, edits);
  if (other) trouble(fill(said.overlaps, { number: other.number }));
  else decide([[issue, { decision: "accept", edits }]]);
}

/** Put aside an issue, and all of the page that mark the same words and are not decided. */
function putAside(issue, decision) {
  const same = issues.filter((other) => other === issue || (!other.decision && other.word === issue.word));
  const term = issue.text.split(/\s+/).join(" ").trim();
  decide(same.map((each) => [each, { decision, edits: [], term }]));
}

function undo() {
  const steps = history.pop() ?? (current?.decision ? [[current, null]] : null);
  if (!steps) {
    tell(said.nothing_to_undo);
    return;
  }
  decide(steps, { remember: false });
  select(steps[0][0]);
}

/** Put the buttons into the card of the current issue. */
function showActions() {
  if (!current) return;
  const { text } = current;
  trouble("");
  const short = text.length <= 40 && !/[\r\n]/.test(text);
  const button = (name) => actions.querySelector(`[data-do="${name}"]`);
  const usable = current.usable >= 0;
  button("accept").firstElementChild.textContent = usable ? said.accept : said.write;
  button("write").hidden = !usable;
  button("undo").hidden = !current.decision;
  button("ignore-word").hidden = !short;
  button("allow").hidden = !short || !current.allowable;
  button("ignore-word").textContent = fill(said.ignore_word, { text });
  button("allow").textContent = fill(said.allow, { text });
  current.card.append(actions);
}

/** Whether the current issue lies over the page, where there is no room beside the article. */
const liesOver = () => current && getComputedStyle(current.card).position === "fixed";

/** Have no current issue. */
function leave() {
  closeWriter();
  current?.card.classList.remove("current");
  for (const mark of current?.marks ?? []) mark.classList.remove("current");
  current = null;
}

/** Make an issue the current one; `quietly` leaves the page where it is. */
function select(issue, { focus = true, quietly = false } = {}) {
  if (current !== issue) {
    leave();
    current = issue;
    issue.card.classList.add("current");
    for (const mark of issue.marks) mark.classList.add("current");
    offerEachFix(issue);
    explain(issue);
    showActions();
  }
  issue.card.hidden = false;
  if (quietly) return;
  if (!inView(issue.label)) issue.label.scrollIntoView({ block: "center" });
  showCard(issue.card);
  if (focus) issue.card.focus({ preventScroll: true });
}

/** Where there are several fixes, each can be accepted for itself. */
function offerEachFix(issue) {
  const usable = issue.fixes.filter((fix) => fix !== null).length;
  if (usable < 2 || issue.card.querySelector("[data-fix] button")) return;
  for (const change of issue.card.querySelectorAll(".change")) {
    if (!issue.fixes[change.dataset.fix]) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.do = "accept";
    button.textContent = said.accept;
    change.append(button);
  }
}

/** Say why in the card itself, where without a script a link leads to the first issue of the rule. */
function explain(issue) {
  const link = issue.card.querySelector(".why a");
  if (!link) return;
  const explanation = document.getElementById(link.hash.slice(1)).querySelector("details.why").cloneNode(true);
  link.parentElement.replaceWith(explanation);
}

function inView(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return top > 90 && bottom < innerHeight * 0.7;
}

function showCard(card) {
  const list = card.closest("aside");
  if (getComputedStyle(list).position !== "sticky") return;
  const [inner, outer] = [card.getBoundingClientRect(), list.getBoundingClientRect()];
  if (inner.top < outer.top) list.scrollTop += inner.top - outer.top - 12;
  else if (inner.bottom > outer.bottom) list.scrollTop += Math.min(inner.bottom - outer.bottom + 12, inner.top - outer.top - 12);
}

/** Go to the next issue that the filter shows, or the one before. */
function step(by) {
  let place = current ? issues.indexOf(current) + by : 0;
  while (issues[place]?.card.hidden) place += by;
  if (issues[place]) select(issues[place]);
}

function openWriter() {
  if (!current) return;
  const area = writer.querySelector("textarea");
  area.value = current.text;
  current.card.append(writer);
  area.focus();
  area.select();
}

function closeWriter() {
  if (!writer.isConnected) return;
  writer.remove();
  current?.card.focus({ preventScroll: true });
}

function saveWriting() {
  // A text area knows only one kind of line end.
  const end = /\r\n|\r/.exec(current.owner.text)?.[0] ?? "\n";
  const replacement = writer.querySelector("textarea").value.replace(/\n/g, end);
  const { start, end: stop } = current;
  closeWriter();
  accept(current, [{ start, end: stop, replacement }]);
}

let stopFilter = () => {};

function filter() {
  const wanted = bar.querySelector("#filter").value.trim().toLowerCase();
  const state = bar.querySelector("#state").value;
  let matching = 0;
  stopFilter();
  stopFilter = spread(
    issues,
    (issue) => {
      const fits = state === "*" || (issue.decision?.decision ?? "") === state;
      issue.searched ??= issue.card.textContent.toLowerCase();
      const found = fits && issue.searched.includes(wanted);
      matching += found;
      if (issue.card.hidden === found) issue.card.hidden = !found;
    },
    () => {
      bar.querySelector(".matching").textContent =
        wanted || state !== "*" ? fill(said.matching, { number: matching }) : "";
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

const DOES = {
  next: () => step(1),
  previous: () => step(-1),
  accept: (button) => {
    const chosen = Number(button?.closest("[data-fix]")?.dataset.fix ?? current?.usable);
    if (!current) return;
    if (current.fixes[chosen]) accept(current, current.fixes[chosen]);
    else openWriter();
  },
  reject: () => current && decide([[current, { decision: "reject", edits: [] }]]),
  undo,
  write: openWriter,
  save: saveWriting,
  cancel: closeWriter,
  "ignore-word": () => putAside(current, "ignore-word"),
  allow: () => putAside(current, "allow"),
  marks: () => view(false),
  corrected: () => view(true),
  export: () => exportDecisions(documents.map((each) => [each, each.decisions])),
  copy,
  download,
  filter: () => bar.querySelector("#filter").focus(),
  help: () => help.showModal(),
  close: () => help.close(),
};

function restore() {
  const steps = [];
  for (const each of documents) {
    const kept = new Map(keptFor(each.key).map(({ fingerprint, rule, text, ...decision }) => [fingerprint, decision]));
    for (const issue of each.issues) {
      const decision = kept.get(issue.fingerprint);
      if (decision && !each.overlapping(issue, decision.edits ?? [])) {
        each.decide(issue, decision);
        decided += 1;
        steps.push(issue);
      }
    }
  }
  showDecisions(steps);
  showProgress();
}
