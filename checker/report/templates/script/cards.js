// The cards: what is shown of each issue, and the one that is worked on.

const actions = fromTemplate("actions");

const stateOf = (issue) =>
  issue.state === "settled" ? fill(said.settled, { number: issue.settledBy.number }) : said.states[issue.state];

/** Show what was decided on issues, in the list and in the article. */
function showDecisions(changed) {
  const owners = new Set(changed.map((issue) => issue.owner));
  spread(Array.from(owners).flatMap((owner) => owner.pending), (task) => task());
  spread(changed, showDecision);
  if (current) showActions();
}

function showDecision(issue) {
  const { card, state, decision } = issue;
  card.dataset.state = state;
  if (state || issue.stateShown) (issue.stateShown ??= stateIn(card)).textContent = state && stateOf(issue);
  for (const mark of issue.marks) mark.dataset.state = state;
  const says = Boolean(decision?.edits?.length || decision?.note);
  if (says || issue.says) {
    showChosen(issue);
    showWritten(issue);
    showNote(issue);
  }
  issue.says = says;
  if (issue !== current) showIfWanted(issue);
}

/** Where a card says what was decided. */
function stateIn(card) {
  const place = document.createElement("span");
  place.className = "state";
  card.querySelector("h3").append(" ", place);
  return place;
}

/** Show which fix was accepted. */
function showChosen({ card, fixes, decision }) {
  for (const change of card.querySelectorAll("[data-fix]")) {
    const fix = fixes[change.dataset.fix];
    change.classList.toggle("chosen", Boolean(fix && decision?.edits?.length && sameEdits(fix, decision.edits)));
  }
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
  line.lang = issue.owner.article.element.lang;
  line.prepend(before);
  line.append(after);
  Array.from(issue.card.querySelectorAll(".change, blockquote")).at(-1).after(change);
}

function showNote(issue) {
  issue.card.querySelector(".note")?.remove();
  if (!issue.decision?.note) return;
  const note = fromTemplate("note");
  note.querySelector("bdi").textContent = issue.decision.note;
  actions.parentElement === issue.card ? actions.before(note) : issue.card.append(note);
}

/** Say what stands in the way of a decision. */
function trouble(text) {
  const place = actions.querySelector(".trouble");
  place.textContent = text;
  place.hidden = !text;
  if (text) tell(text);
}

/** Put the buttons into the card of the current issue. */
function showActions() {
  const { text, isOwn, usable, decision, settledBy } = current;
  trouble("");
  const short = text.length <= 40 && !/[\r\n]/.test(text);
  const button = (name) => actions.querySelector(`[data-do="${name}"]`);
  const offers = usable >= 0 || settledBy;
  const places = short && !isOwn ? alike(current).length : 0;
  button("accept").firstElementChild.textContent = offers ? said.accept : said.write;
  button("accept").hidden = isOwn && decision;
  button("reject").hidden = isOwn;
  button("write").hidden = !offers && !decision;
  button("note").hidden = !decision;
  button("undo").hidden = !decision;
  button("ignore-word").hidden = places < 2;
  button("allow").hidden = !short || !current.allowable;
  button("teach").hidden = !canTeach(current);
  button("ignore-word").firstElementChild.textContent = fill(said.ignore_word, { text, number: places });
  button("allow").firstElementChild.textContent = fill(said.allow, { text });
  current.card.append(actions);
}

const narrow = matchMedia("(max-width: 60rem)"); // as in the style
/** Whether the current issue lies over the page, where there is no room beside the article. */
const liesOver = () => current && narrow.matches;

/** Have no current issue. */
function leave() {
  closeWriter();
  current?.card.classList.remove("current");
  for (const mark of current?.marks ?? []) mark.classList.remove("current");
  const left = current;
  current = null;
  if (left) showIfWanted(left);
  if (left?.isOwn && !left.decision && issues.includes(left)) removeOwn(left);
}

/** Make an issue the current one; `quietly` leaves the page where it is. */
function select(issue, { focus = true, quietly = false } = {}) {
  if (current !== issue) {
    leave();
    current = issue;
    issue.card.classList.add("current");
    issue.card.tabIndex = -1;
    for (const mark of issue.marks) mark.classList.add("current");
    offerEachFix(issue);
    explain(issue);
    showActions();
    rememberPlace(issue);
  }
  issue.card.hidden = false;
  if (quietly) return;
  if (issue.place && !inView(issue.place)) issue.place.scrollIntoView({ block: "center" });
  showCard(issue.card);
  if (focus) issue.card.focus({ preventScroll: true });
}

/** Where there are several fixes, each can be accepted for itself, by its number too. */
function offerEachFix(issue) {
  const usable = issue.fixes.filter((fix) => fix !== null).length;
  if (usable < 2 || issue.card.querySelector("[data-fix] button")) return;
  for (const change of issue.card.querySelectorAll("[data-fix]")) {
    if (!issue.fixes[change.dataset.fix]) continue;
    const button = fromTemplate("accept-fix");
    button.querySelector("kbd").textContent = Number(change.dataset.fix) + 1;
    change.append(button);
  }
}

/** Say why in the card itself, where without a script a link leads to the first issue of the rule. */
function explain(issue) {
  const link = issue.card.querySelector(".why a");
  if (!link) return;
  const explanation = document.getElementById(link.hash.slice(1)).querySelector("details.why").cloneNode(true);
  explanation.open = false; // it was read where the rule appears first
  link.parentElement.replaceWith(explanation);
}

function inView(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return top > 90 && bottom < innerHeight * 0.7;
}

function showCard(card) {
  const list = card.closest("aside");
  if (narrow.matches) return;
  const [inner, outer] = [card.getBoundingClientRect(), list.getBoundingClientRect()];
  const bottom = Math.min(outer.bottom, innerHeight);
  if (inner.top < outer.top) list.scrollTop += inner.top - outer.top - 12;
  else if (inner.bottom > bottom) list.scrollTop += Math.min(inner.bottom - bottom + 12, inner.top - outer.top - 12);
}

/** Remember in this tab where one is, for a reload. */
function rememberPlace({ owner, fingerprint }) {
  try {
    sessionStorage.setItem(KEPT + location.pathname, JSON.stringify([owner.page, fingerprint]));
  } catch {
    // Then a reload begins at the first open issue.
  }
}

/** The issue where one was before a reload, else the first that is open, else the first. */
function placeToBegin() {
  let place = [];
  try {
    place = JSON.parse(sessionStorage.getItem(KEPT + location.pathname)) ?? [];
  } catch {
    // As on the first visit.
  }
  return (
    issues.find(({ owner, fingerprint }) => owner.page === place[0] && fingerprint === place[1]) ??
    issues.find((issue) => !issue.state) ??
    issues[0]
  );
}
