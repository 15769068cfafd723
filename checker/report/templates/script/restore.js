// What is known already: kept from before, by another tab, or on an earlier version of the text.

const asKept = ({ decision, edits, term, note }) => ({
  decision,
  ...(edits && { edits: edits.map(({ start, end, replacement }) => ({ start, end, replacement })) }),
  ...(term && { term }),
  ...(note && { note }),
});

/** Bring a document up to date with what is kept of it. */
function refresh(each) {
  const kept = new Map(keptFor(each.key).decisions.map((record) => [record.fingerprint, asKept(record)]));
  for (const [fingerprint, { decision, edits }] of kept) {
    if (decision === "mend" && !each.issues.some((issue) => issue.fingerprint === fingerprint)) addOwn(each, edits[0]);
  }
  const steps = each.issues
    .map((issue) => [issue, kept.get(issue.fingerprint) ?? null])
    .filter(([issue, decision]) => JSON.stringify(issue.decision) !== JSON.stringify(decision));
  // First what is withdrawn: it may be what stands against the rest.
  const touched = takeIn(steps.map(([issue]) => [issue, null]));
  for (const [issue, decision] of steps) {
    if (decision && !each.overlapping(issue, decision.edits ?? [])) touched.push(...takeIn([[issue, decision]]));
  }
  for (const [issue] of steps) if (issue.isOwn && !issue.decision) removeOwn(issue);
  if (touched.length) showDecisions(Array.from(new Set(touched)));
  showProgress();
}

/** See whether all decisions that are kept are in a file. */
function noteExported() {
  isExported = !documents.some(({ key }) => isWaiting(keptFor(key)));
  showProgress();
}

/** What was decided on an earlier version of a document, where this one has the same; returns how much is gone. */
function carryOver(each) {
  const last = lastKey(each.id);
  if (last === null || last === each.key || read(each.key) !== null) return 0;
  const earlier = keptFor(last).decisions;
  const found = earlier.map((record) => [record, movedTo(each, record)]).filter(([, decision]) => decision);
  const records = new Map();
  for (const [record, decision] of found) {
    const issue = each.issues.find(({ fingerprint }) => fingerprint === record.fingerprint) ?? addOwn(each, decision.edits[0]);
    if (each.overlapping(issue, decision.edits ?? [])) continue;
    takeIn([[issue, decision]]);
    records.set(issue.fingerprint, issue.record);
  }
  if (records.size) {
    keep(each, records);
    showDecisions(each.issues);
  }
  return earlier.length - records.size;
}

/** A decision on an earlier version of a document as one on this, null where nothing is the same. */
function movedTo(each, record) {
  const decision = asKept(record);
  const issue = each.issues.find(({ fingerprint }) => fingerprint === record.fingerprint);
  if (record.decision === "mend") {
    const place = foundAgain(each, record.edits[0]);
    return place && { ...decision, edits: [{ ...place, replacement: record.edits[0].replacement }] };
  }
  if (!issue) return null;
  if (record.decision !== "accept") return decision;
  const wants = (edits) => edits.map((edit) => `${edit.replaced ?? each.replacedBy(edit)} → ${edit.replacement}`).join("\n");
  const fix = issue.fixes.find((edits) => edits && wants(edits) === wants(record.edits));
  if (fix) return { ...decision, edits: fix };
  const [edit] = record.edits;
  const isWhole = record.edits.length === 1 && edit.replaced === issue.text;
  return isWhole ? { ...decision, edits: [{ start: issue.start, end: issue.end, replacement: edit.replacement }] } : null;
}

/** Where the words of an edit stand in a document with what stood around them, if that is one place. */
function foundAgain(each, { replaced, before, after }) {
  const whole = before + replaced + after;
  const at = each.text.indexOf(whole);
  if (!whole || at < 0 || each.text.indexOf(whole, at + 1) >= 0) return null;
  const start = pointsOf(each.text, at + before.length);
  return { start, end: start + pointsOf(replaced, replaced.length) };
}
