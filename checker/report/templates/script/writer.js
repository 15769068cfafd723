// Corrections and notes by hand.

const writer = fromTemplate("writer");
const noter = fromTemplate("noter");
const noteOf = (issue) => (issue.decision?.note ? { note: issue.decision.note } : {});

function openForm(form, value) {
  closeWriter();
  const area = form.querySelector("textarea");
  area.value = value;
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
}

const openedForm = () => [writer, noter].find((form) => form.isConnected);

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
  // A text area knows only one kind of line end.
  const end = /\r\n|\r/.exec(current.owner.text)?.[0] ?? "\n";
  const edits = [{ start: current.start, end: current.end, replacement: written.replace(/\n/g, end) }];
  if (!current.owner.overlapping(current, edits)) closeWriter();
  accept(current, edits);
}

/** Enter saves what is one line; where there are more, or with Shift, it begins another. */
const saves = ({ key, shiftKey, isComposing, target }) =>
  key === "Enter" && !shiftKey && !isComposing && !target.value.includes("\n");
