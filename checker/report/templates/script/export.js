// Writes decisions to a file, and asks before any are left that are in none.

let leavesForPageOfOurs = false;

/**
 * Each document of the report that was decided on: those given, as they are here, with all that the index lists beside
 * them and all that is in no file yet, whichever tab it was decided in.
 */
function decidedDocuments(here) {
  const listed = read(LISTED) ?? [];
  const isListed = listed.some(([key, id]) => here.some((each) => each.key === key && each.id === id));
  const together = isListed ? listed.map(([key, id, sha256, format]) => ({ ...keptFor(key), key, id, sha256, format })) : [];
  const waiting = documentsOfReport().filter(isWaiting);
  const all = new Map([...together, ...here, ...waiting].map((each) => [each.id, each]));
  for (const each of here) all.set(each.id, each);
  return Array.from(all.values()).filter(({ decisions }) => decisions.length);
}

/** Offer decisions.json for documents. */
function exportDecisions(decided) {
  const documents = decided.map(({ id, sha256, format, decisions }) => ({ id, sha256, format, decisions }));
  const file = { schema_version: 1, offset_unit: "unicode-code-points", documents };
  offer(`${JSON.stringify(file, null, 1)}\n`, "decisions.json", "application/json");
  for (const { key } of decided) if (read(key)) write(key, { ...keptFor(key), exported: true });
}

/** Whether something of a document is decided and in no file yet. */
const isWaiting = ({ decisions, exported }) => decisions.length > 0 && !exported;

/** How much is open, and that the rest is in a file. */
function stillOpen(number, blocking, isExported) {
  const open = number ? fill(said.still_open, { number, blocking }) : said.none_open;
  return isExported ? `${open} ${said.exported}` : open;
}

/** Ask before the report is left, if that holds; its own pages lead to each other unasked. */
function askBeforeLeaving(isUnsafe) {
  const note = ({ target }) => {
    const link = target.closest?.("a[href]");
    leavesForPageOfOurs = Boolean(link) && link.pathname !== location.pathname;
  };
  addEventListener("click", note, true);
  addEventListener("keydown", note, true);
  addEventListener("pageshow", () => {
    leavesForPageOfOurs = false;
  });
  addEventListener("beforeunload", (event) => {
    if (isUnsafe(leavesForPageOfOurs)) event.preventDefault();
  });
}

/** Go to another page of the report. */
function follow(link) {
  leavesForPageOfOurs = true;
  location.assign(link.href);
}

/** Offer a file for download. */
function offer(content, name, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
