// Keeps the decisions on each document in this browser, and writes them to a file.

const KEPT = "translation-checker:";

/** The decisions kept for a document; none where there are none or none can be kept. */
function keptFor(key) {
  try {
    const decisions = JSON.parse(localStorage.getItem(KEPT + key));
    return Array.isArray(decisions) ? decisions : [];
  } catch {
    return [];
  }
}

/** Keep the decisions on a document; whether that was possible. */
function keep(key, decisions) {
  try {
    if (decisions.length) localStorage.setItem(KEPT + key, JSON.stringify(decisions));
    else localStorage.removeItem(KEPT + key);
    return true;
  } catch {
    return false;
  }
}

/** Offer decisions.json: those of each document, given as [document, decisions]. */
function exportDecisions(decided) {
  const documents = decided
    .filter(([, decisions]) => decisions.length)
    .map(([{ id, sha256 }, decisions]) => ({ id, sha256, decisions }));
  const file = { schema_version: 1, offset_unit: "unicode-code-points", documents };
  offer(`${JSON.stringify(file, null, 1)}\n`, "decisions.json", "application/json");
}

/** Offer a file for download. */
function offer(content, name, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
