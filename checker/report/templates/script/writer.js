// Corrections and notes by hand, and words that the next check is to know.

const writer = fromTemplate("writer");
const noter = fromTemplate("noter");
const teacher = fromTemplate("teacher");
const formButtons = fromTemplate("form-buttons");
const noteOf = (issue) => (issue.decision?.note ? { note: issue.decision.note } : {});

function openForm(form, value) {
  closeWriter();
  const area = form.querySelector("textarea");
  area.value = value;
  form.append(formButtons);
  actions.before(form);
  area.focus();
  area.select();
}

function openWriter() {
  if (!current) return;
  openForm(writer, current.card.querySelector(".written") ? current.decision.edits[0].replacement : current.text);
}

function openNoter() {
  if (current?.decision) openForm(noter, current.decision.note ?? "");
  else warn(said.decide_first);
}

/** Whether an issue may come of a word that is not known: it is one of agreement, or text in another language. */
const canTeach = ({ text, isOwn, allowable, relies }) => !isOwn && text.length <= 40 && (allowable || relies.length > 0);

function openTeacher() {
  if (!current || !canTeach(current)) {
    warn(said.nothing_to_teach);
    return;
  }
  for (const choice of teacher.querySelectorAll("select")) choice.value = "";
  teacher.querySelector("[type=checkbox]").checked = false;
  const [owner, words] = selectedWords() ?? [current.owner, wordToTeach(current)];
  openForm(teacher, onOneLine(owner.replacedBy(words)));
}

/** Of two words that are compared, the one that the other is measured by, if it may be a name; else all that is marked. */
function wordToTeach(issue) {
  const measure = issue.relies[1];
  return measure && /^\p{Lu}/u.test(issue.owner.replacedBy(measure)) ? measure : issue;
}

/** The line for the word list: the words, and what they are said to be, behind a colon too; null if it makes no sense. */
function lesson() {
  const [words, said, ...more] = onOneLine(teacher.querySelector("textarea").value).split(/ ?: ?/);
  const choices = Array.from(teacher.querySelectorAll("option, input"));
  const named = said?.toLowerCase().split(/ ?, ?/).map((trait) =>
    choices.find(({ value, text, labels }) => value && [value, text ?? labels[0].textContent.trim()].includes(trait)),
  ) ?? [];
  for (const choice of named) if (choice) choice.selected = choice.checked = true;
  if (more.length || !named.every((choice) => choice?.selected)) return null;
  const traits = Array.from(teacher.querySelectorAll("select, :checked:is(input)"), ({ value }) => value).filter(Boolean);
  return words && `${words}: ${traits.join(", ") || "a name"}`;
}

const openedForm = () => [writer, noter, teacher].find((form) => form.isConnected);

/** Close what is being written. */
function closeWriter() {
  const form = openedForm();
  if (!form) return;
  form.remove();
  current?.card.focus({ preventScroll: true });
}

function cancel() {
  closeWriter();
  if (current?.isOwn && !current.decision) leave();
}

function save() {
  const form = openedForm();
  if (!form) return;
  const written = form.querySelector("textarea").value;
  if (form === noter) {
    closeWriter();
    const { note, ...decision } = current.decision;
    decide([[current, { ...decision, ...(written.trim() && { note: written.trim() }) }]]);
    return;
  }
  if (form === teacher) {
    const line = lesson();
    if (line === null) {
      trouble(said.no_lesson);
      return;
    }
    closeWriter();
    if (line) putAside(current, "teach", line);
    return;
  }
  const replacement = fitting(current, written);
  if (replacement === current.text) {
    trouble(said.same);
    return;
  }
  const edits = [{ start: current.start, end: current.end, replacement }];
  if (!current.owner.overlapping(current, edits)) closeWriter();
  accept(current, edits);
}

/** What is written in place of an issue, with the text's line ends, and without a full stop that stands behind it already. */
function fitting({ owner, end, text }, written) {
  const at = owner.units(end);
  const [, behind] = /^\s?([.!?…,;:]+)/.exec(owner.text.slice(at, at + CONTEXT)) ?? [];
  const last = /\s?([.!?…,;:]+)$/.exec(written);
  const doubled = behind && last?.[1] === behind && !text.endsWith(behind);
  // A text area knows only one kind of line end.
  return (doubled ? written.slice(0, last.index) : written).replace(/\n/g, /\r\n|\r/.exec(owner.text)?.[0] ?? "\n");
}

/** Enter saves what is one line; where there are more, or with Shift, it begins another. */
const saves = ({ key, shiftKey, isComposing, target }) =>
  key === "Enter" && !shiftKey && !isComposing && !target.value.includes("\n");
