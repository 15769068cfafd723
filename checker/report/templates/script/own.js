// Corrections of what was not found: words that the editor selects in the article.

/** A document's issue for words of the editor's choice, with a card among the others. */
function addOwn(owner, { start, end }) {
  const fingerprint = `own:${start}:${end}`;
  const known = owner.issues.find((issue) => issue.fingerprint === fingerprint);
  if (known) return known;
  const issue = new Issue(owner, { fingerprint, rule: "", start, end, fixes: [] }, 0);
  Object.assign(issue, { isOwn: true, number: said.own, id: `${owner.page}-o${start}-${end}`, foundLabel: null });
  const card = fromTemplate("own");
  card.id = issue.id;
  card.querySelector("blockquote").textContent = issue.text;
  card.querySelector("blockquote").lang = owner.article.element.lang;
  const place = owner.issues.findIndex((other) => other.start > start);
  const next = owner.issues[place];
  if (next) next.card.before(card);
  else listOf(owner).append(card);
  insert(owner.issues, issue, next);
  insert(issues, issue, next ?? documents[documents.indexOf(owner) + 1]?.issues[0]);
  byId.set(issue.id, issue);
  return issue;
}

function insert(all, issue, next) {
  all.splice(next ? all.indexOf(next) : all.length, 0, issue);
}

function removeOwn(issue) {
  if (issue === current) leave(); // which removes it
  if (!issues.includes(issue)) return;
  for (const all of [issues, issue.owner.issues]) all.splice(all.indexOf(issue), 1);
  byId.delete(issue.id);
  issue.card.remove();
}

/** The list of a document's cards; made where nothing was found. */
function listOf(owner) {
  const list = owner.section.querySelector(".issues");
  if (list) return list;
  const made = document.createElement("ol");
  made.className = "issues";
  owner.section.querySelector("aside").prepend(made);
  return made;
}

/** The words that are selected in an article, as [document, stretch in code points]; null if there are none. */
function selectedWords() {
  for (const each of documents) {
    const selected = each.article.selected;
    if (!selected) continue;
    const text = each.text.slice(selected.start, selected.end);
    const start = selected.start + text.length - text.trimStart().length;
    const end = start + text.trim().length;
    return start < end ? [each, { start: pointsOf(each.text, start), end: pointsOf(each.text, end) }] : null;
  }
  return null;
}

function mend() {
  const found = selectedWords();
  if (!found) {
    warn(said.select_first);
    return;
  }
  getSelection().removeAllRanges();
  showMendButton();
  select(addOwn(...found));
  openWriter();
}

const mendButton = fromTemplate("mend");
document.body.append(mendButton);

/** Offer a correction beside words that are selected. */
function showMendButton() {
  const found = selectedWords();
  mendButton.hidden = !found;
  if (!found) return;
  const { bottom, left } = getSelection().getRangeAt(0).getBoundingClientRect();
  mendButton.style.top = `${bottom + scrollY + 6}px`;
  mendButton.style.left = `${left + scrollX}px`;
}

document.addEventListener("selectionchange", () => {
  if (getSelection().isCollapsed) mendButton.hidden = true;
});
document.addEventListener("mouseup", () => setTimeout(showMendButton));
document.addEventListener("keyup", ({ key }) => key.startsWith("Arrow") && showMendButton());
