// What a page says of a document and its issues, and what was decided on them.

const CONTEXT = 30; // characters of the text beside an edit, by which it is found again when the file has changed

/** An issue of a document, with its card and its label in the page. */
class Issue {
  constructor(owner, data, place) {
    Object.assign(this, { relies: [], safe: false, blocks: false, allowable: false }, data);
    this.owner = owner;
    this.number = place + 1;
    this.id = `${owner.page}-i${this.number}`;
    this.decision = null;
    this.state = "";
    this.isOffered = this.safe; // whether its first fix can be accepted unseen, as all is decided now
  }

  get label() {
    return (this.foundLabel ??= document.getElementById(`${this.owner.page}-m${this.number}`));
  }

  get card() {
    return (this.foundCard ??= document.getElementById(this.id));
  }

  get text() {
    return this.owner.replacedBy(this);
  }

  /** The text in the form by which the same words are known elsewhere. */
  get word() {
    return (this.foundWord ??= this.text.normalize().toLowerCase().split(/\s+/).join(" ").trim());
  }

  /** The place of the first fix that can be made and goes with what is accepted, -1 if there is none. */
  get usable() {
    return this.fixes.findIndex((fix) => fix !== null && !this.owner.against(this, fix));
  }

  /** The label and the marks in the article. */
  get marks() {
    return [this.label, ...this.owner.article.marksOf(this.id)].filter(Boolean);
  }

  /** What stands for the issue in the article: its label, or the words that an editor put there. */
  get place() {
    return this.label ?? this.owner.placeOf(this.decision?.edits[0]);
  }

  /** The decision as it is kept and exported; null if there is none. */
  get record() {
    if (!this.decision) return null;
    const { fingerprint, rule, text, decision } = this;
    const edits = decision.edits?.map((edit) => ({ ...edit, ...this.owner.around(edit, [this, ...this.relies]) }));
    const place = this.owner.places[this.number - 1]?.textContent;
    return { fingerprint, rule, text, place, ...decision, ...(edits && { edits }) };
  }
}

/** A document of the page. */
class Checked {
  constructor(data) {
    Object.assign(this, data);
    this.section = document.getElementById(this.page);
    const element = this.section.querySelector("article");
    this.text ??= element.textContent; // nothing is corrected in it yet
    this.units = unitsOf(this.text);
    this.article = new Article(element, this.units);
    this.issues = data.issues.map((issue, place) => new Issue(this, issue, place));
    this.open = this.issues.length;
    this.blocking = this.issues.filter(({ blocks }) => blocks).length;
    this.safe = this.issues.filter(({ isOffered }) => isOffered).length;
    this.wanting = new Stretches(); // the issues, by the text that they mark and that their fixes change
    for (const issue of this.issues) {
      for (const stretch of [issue, ...issue.relies, ...issue.fixes.flatMap((fix) => fix ?? [])]) this.wanting.add(stretch, issue);
    }
    this.accepted = new Map(); // by name, each edit and the issues that want it
    this.taken = new Stretches(); // the same
    this.shown = new Map(); // by name, each edit that the page shows, and its key there
    this.keys = 0;
  }

  /** What says where each issue stands, found for all at once. */
  get places() {
    return (this.foundPlaces ??= this.section.querySelectorAll(".issues .rule bdi"));
  }

  /** The decisions as they are kept and exported. */
  get decisions() {
    return this.issues.filter((issue) => issue.decision).map((issue) => issue.record);
  }

  /** What stands in the text where an edit is to be made. */
  replacedBy({ start, end }) {
    return this.text.slice(this.units(start), this.units(end));
  }

  /** By what an edit is found again in a text that has changed, and how much of that is its issue's `own`. */
  around({ start, end }, own) {
    const before = Math.max(0, ...own.map((each) => start - each.start));
    const after = Math.max(0, ...own.map((each) => each.end - end));
    return {
      replaced: this.replacedBy({ start, end }),
      before: this.replacedBy({ start: Math.max(0, start - Math.max(CONTEXT, before)), end: start }),
      after: this.replacedBy({ start: end, end: end + Math.max(CONTEXT, after) }),
      ...(before && { own_before: before }),
      ...(after && { own_after: after }),
    };
  }

  /** Take in the decision on an issue, null for none; returns the issues whose state that may change. */
  decide(issue, decision) {
    const touched = new Set([issue]);
    for (const edit of issue.decision?.edits ?? []) {
      const taken = this.accepted.get(nameOf(edit));
      taken.issues = taken.issues.filter((other) => other !== issue);
      if (!taken.issues.length) {
        this.accepted.delete(nameOf(edit));
        this.taken.delete(edit, taken);
      }
      for (const other of this.wanting.near(edit)) touched.add(other);
    }
    issue.decision = decision;
    for (const edit of decision?.edits ?? []) {
      const taken = this.accepted.get(nameOf(edit)) ?? { edit, issues: [] };
      taken.issues.push(issue);
      this.accepted.set(nameOf(edit), taken);
      this.taken.add(edit, taken);
      for (const other of this.wanting.near(edit)) touched.add(other);
    }
    for (const each of touched) this.judge(each);
    return touched;
  }

  /** Say anew whether an issue is open, and whether its first fix can be accepted unseen. */
  judge(issue) {
    const before = issue.state;
    issue.settledBy = issue.decision ? null : this.settling(issue);
    issue.state = issue.decision?.decision ?? (issue.settledBy ? "settled" : "");
    if (issue.isOwn) return;
    const change = (before ? 1 : 0) - (issue.state ? 1 : 0);
    this.open += change;
    this.blocking += issue.blocks ? change : 0;
    const isOffered = issue.safe && !issue.state && !this.against(issue, issue.fixes[0]);
    this.safe += (isOffered ? 1 : 0) - (issue.isOffered ? 1 : 0);
    issue.isOffered = isOffered;
  }

  /** Another issue whose accepted correction overlaps these edits, if there is one. */
  overlapping(issue, edits) {
    for (const edit of edits) {
      for (const { edit: taken, issues } of this.taken.near(edit)) {
        const other = issues.find((each) => each !== issue);
        if (other && clash(edit, taken)) return other;
      }
    }
    return null;
  }

  /** The other issue whose accepted correction leaves nothing of this one to be decided, if there is one. */
  settling(issue) {
    for (const { edit, issues } of this.taken.near(issue)) {
      if (edit.start <= issue.start && issue.end <= edit.end) return issues[0];
    }
    const fixes = issue.fixes.filter((fix) => fix !== null);
    const made = fixes.find((fix) => fix.every((edit) => this.accepted.has(nameOf(edit))));
    if (made) return this.accepted.get(nameOf(made[0])).issues[0];
    const others = fixes.map((fix) => this.against(issue, fix));
    return others.length && others.every(Boolean) ? others[0] : null;
  }

  /** Another issue whose accepted correction does not go with a fix of this one, if there is one. */
  against(issue, fix) {
    return this.overlapping(issue, fix) ?? this.changing(issue, fix);
  }

  /** Another issue whose accepted correction changes a word that a fix leaves as it is and relies on. */
  changing(issue, fix) {
    for (const word of issue.relies.filter((each) => !fix.some((edit) => meet(edit, each)))) {
      for (const { edit, issues } of this.taken.near(word)) {
        const other = issues.find((each) => each !== issue);
        if (other && meet(edit, word)) return other;
      }
    }
    return null;
  }

  /** What brings the article of the page up to date with the decisions, in small steps. */
  get pending() {
    const gone = Array.from(this.shown).filter(([name]) => !this.accepted.has(name));
    const come = Array.from(this.accepted).filter(([name]) => !this.shown.has(name));
    return [...gone.map(([name]) => () => this.hide(name)), ...come.map(([name, { edit }]) => () => this.show(name, edit))];
  }

  show(name, edit) {
    this.keys += 1;
    const shown = { edit: this.inUnits(edit), key: this.keys };
    this.shown.set(name, shown);
    this.article.show(shown.edit, shown.key);
  }

  hide(name) {
    const { edit, key } = this.shown.get(name);
    this.shown.delete(name);
    this.article.hide(edit, key);
  }

  /** What the article shows of an accepted edit. */
  placeOf(edit) {
    const shown = edit && this.shown.get(nameOf(edit));
    return shown ? this.article.shownOf(shown.key) : null;
  }

  inUnits({ start, end, replacement }) {
    return { start: this.units(start), end: this.units(end), replacement };
  }

  /** The text with every accepted edit made. */
  get corrected() {
    const edits = Array.from(this.accepted.values(), ({ edit }) => this.inUnits(edit));
    edits.sort((left, right) => left.start - right.start || left.end - right.end);
    const parts = [];
    let position = 0;
    for (const { start, end, replacement } of edits) {
      parts.push(this.text.slice(position, start), replacement);
      position = end;
    }
    return parts.join("") + this.text.slice(position);
  }
}

function nameOf({ start, end, replacement }) {
  return `${start} ${end} ${replacement}`;
}

function sameEdits(left, right) {
  return left.map(nameOf).join() === right.map(nameOf).join();
}

/** Whether two edits cannot both be made; what two issues want alike is one edit. */
function clash(left, right) {
  if (nameOf(left) === nameOf(right)) return false;
  return meet(left, right) || left.start === right.start;
}

function meet(left, right) {
  return left.start < right.end && right.start < left.end;
}
