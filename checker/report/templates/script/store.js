// Keeps what was decided on each document in this browser, for all pages of a report.

// Nothing is kept or read before the browser knows this page: what Chromium is asked for earlier, as it may be while it is
// busy with other tabs, comes from an empty storage that no other page sees and that goes with this one. The answer to any
// question that has to go the whole way says that it does; where there is none to be asked, there is nothing to wait for.
await navigator.locks?.query().catch(() => {});

const KEPT = "translation-checker:";
/** Where the report is: its index, or its only page. */
const REPORT = new URL(document.querySelector("[rel=up]")?.getAttribute("href") ?? "", location.href).pathname;
const OF_REPORT = `${REPORT}\n`;
/** The documents of an index, as the index says: those that are exported together. */
const LISTED = `listed:${REPORT}`;

/** A value that is kept; null where there is none or none can be kept. */
function read(name) {
  try {
    return JSON.parse(localStorage.getItem(KEPT + name));
  } catch {
    return null;
  }
}

/** Keep a value, null to keep none; whether that was possible. */
function write(name, value) {
  try {
    if (value === null) localStorage.removeItem(KEPT + name);
    else localStorage.setItem(KEPT + name, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

const isOn = (setting) => read(setting)?.[0] !== "off";
const turn = (setting, on) => write(setting, on ? null : ["off"]);

/** What is kept of a document: its decisions, its issues that are open, whether all is exported. */
function keptFor(key) {
  const kept = read(key);
  if (Array.isArray(kept)) return { decisions: kept }; // as it was kept once
  return Array.isArray(kept?.decisions) ? kept : { decisions: [] };
}

/** Keep decisions by their fingerprints, null for none; what another tab keeps meanwhile stays. */
function keep({ key, id, sha256, format, open, blocking }, changed) {
  const others = keptFor(key).decisions.filter(({ fingerprint }) => !changed.has(fingerprint));
  const decisions = [...others, ...Array.from(changed.values()).filter(Boolean)];
  const record = { id, sha256, format, decisions, open, blocking, exported: false };
  return write(key, decisions.length ? record : null) && write(OF_REPORT + id, decisions.length ? { key, id } : null);
}

/** The key by which a document of that name was last kept in this report, maybe with another text. */
const lastKey = (id) => read(OF_REPORT + id)?.key ?? null;

/** All documents of this report that something is kept of. */
function documentsOfReport() {
  try {
    const names = Object.keys(localStorage).filter((name) => name.startsWith(KEPT + OF_REPORT));
    return names.sort().map((name) => {
      const { key, id } = read(name.slice(KEPT.length));
      return { ...keptFor(key), key, id };
    });
  } catch {
    return [];
  }
}

/** Do something whenever another tab may have kept something, with the names of what it kept if they are known. */
function whenKept(work) {
  addEventListener("storage", ({ key }) => work(key?.slice(KEPT.length)));
  addEventListener("pageshow", () => work());
  document.addEventListener("visibilitychange", () => document.hidden || work());
}
