// The desk: what an editor decides and undoes.

const documents = told.map((data) => new Checked(data));
const issues = documents.flatMap((each) => each.issues);
const byId = new Map(issues.map((issue) => [issue.id, issue]));
const total = issues.length;
const history = [];
let current = null;
let isKeeping = true; // as long as this browser keeps what it is given
let isExported = true; // all that is decided, in a file

const sum = (numbers) => numbers.reduce((left, right) => left + right, 0);
const open = () => sum(documents.map((each) => each.open));
const blocking = () => sum(documents.map((each) => each.blocking));
const anyDecided = () => issues.some((issue) => issue.decision);

const fromTemplate = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);
const tell = (text) => {
  document.querySelector(".status").textContent = text;
};
/** Show what failed, until something else is done. */
const warn = (text) => {
  document.querySelector(".alert").textContent = text;
};

/** Decide on issues, given as [issue, decision], in one step that can be undone. */
function decide(steps, { remember = true } = {}) {
  if (remember) history.push(steps.map(([issue]) => [issue, issue.decision]));
  const touched = takeIn(steps);
  keepSteps(steps);
  showDecisions(touched);
  tell(`${stateOf(steps[0][0])}. ${showProgress()}.`);
  if (!isKeeping) warn(said.unsaved);
}

/** Take decisions in; returns the issues whose state may have changed. */
function takeIn(steps) {
  const touched = new Set();
  for (const [issue, decision] of steps) {
    for (const each of issue.owner.decide(issue, decision)) touched.add(each);
  }
  return Array.from(touched);
}

function keepSteps(steps) {
  const changed = new Map(documents.map((each) => [each, new Map()]));
  for (const [issue] of steps) changed.get(issue.owner).set(issue.fingerprint, issue.record);
  const kept = Array.from(changed).filter(([, records]) => records.size).map(([each, records]) => keep(each, records));
  isKeeping = kept.every(Boolean);
  isExported = false;
}

function undo() {
  const steps = history.pop() ?? (current?.decision ? [[current, null]] : null);
  if (!steps) {
    warn(said.nothing_to_undo);
    return;
  }
  decide(steps, { remember: false });
  for (const [issue] of steps) if (issue.isOwn && !issue.decision) removeOwn(issue);
  const back = steps.find(([issue]) => issues.includes(issue));
  if (back) select(back[0]);
}

function accept(issue, edits, against = issue.owner.overlapping(issue, edits)) {
  if (against) {
    trouble(fill(said.against, { number: against.number }));
    return;
  }
  decide([[issue, { ...noteOf(issue), decision: issue.isOwn ? "mend" : "accept", edits }]]);
  goOn();
}

function acceptFix(issue, chosen) {
  if (issue.fixes[chosen]) accept(issue, issue.fixes[chosen], issue.owner.against(issue, issue.fixes[chosen]));
  else if (issue.settledBy) trouble(fill(said.against, { number: issue.settledBy.number }));
  else openWriter();
}

function reject(issue) {
  if (issue.isOwn) return;
  decide([[issue, { ...noteOf(issue), decision: "reject", edits: [] }]]);
  goOn();
}

const onOneLine = (text) => text.split(/\s+/).join(" ").trim();

/** The issues that are put aside with one: all of the page that mark the same words and are not decided. */
const alike = (issue) => issues.filter((other) => other === issue || (!other.decision && other.word === issue.word));

function putAside(issue, decision, term = onOneLine(issue.text)) {
  decide(alike(issue).map((each) => [each, { ...noteOf(each), decision, edits: [], term }]));
  setTimeout(goOn); // by itself: both may take long
}

/** The open issues whose first fix may be made unseen, with it, none against another. */
function safeSteps() {
  const steps = [];
  const taken = new Map(documents.map((each) => [each, new Stretches()]));
  for (const issue of issues) {
    const fix = issue.fixes[0];
    if (!issue.isOffered) continue;
    const near = taken.get(issue.owner);
    if (fix.some((edit) => Array.from(near.near(edit)).some((other) => clash(edit, other)))) continue;
    for (const edit of fix) near.add(edit, edit);
    steps.push([issue, { ...noteOf(issue), decision: "accept", edits: fix }]);
  }
  return steps;
}

function acceptSafe() {
  const steps = safeSteps();
  if (!steps.length) return;
  decide(steps);
  setTimeout(goOn); // as above
}

/** After a decision: the next open issue, if that is wanted. */
function goOn() {
  if (!isOn("go-on")) return;
  const from = issues.indexOf(current) + 1;
  const after = [...issues.slice(from), ...issues.slice(0, from)];
  const next = after.find((issue) => !issue.state && !issue.card.hidden);
  if (next) select(next);
  else if (!open()) tell(allDecided());
}
