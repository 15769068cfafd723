// What a page says of a document and its issues, and what was decided on them.

/** An issue of a document, with its card and its label in the page. */
class Issue {
  constructor(owner, data, place) {
    Object.assign(this, data);
    this.owner = owner;
    this.number = place + 1;
    this.id = `${owner.page}-i${this.number}`;
    this.decision = null;
  }

  get label() {
    return (this.foundLabel ??= document.getElementById(`${this.owner.page}-m${this.number}`));
  }

  get card() {
    return (this.foundCard ??= document.getElementById(this.id));
  }

  get text() {
    return this.owner.text.slice(this.owner.units(this.start), this.owner.units(this.end));
  }

  /** The text in the form by which the same words are known elsewhere. */
  get word() {
    return this.text.normalize().toLowerCase().split(/\s+/).join(" ").trim();
  }

  /** The place of the first fix that can be made, -1 if there is none. */
  get usable() {
    return this.fixes.findIndex((fix) => fix !== null);
  }

  /** The label and the marks in the article. */
  get marks() {
    return [this.label, ...this.owner.article.marksOf(this.id)];
  }
}

/** A document of the page. */
class Checked {
  constructor(data) {
    Object.assign(this, data);
    this.section = document.getElementById(this.page);
    this.units = unitsOf(this.text);
    this.article = new Article(this.section.querySelector("article"), this.units);
    this.issues = data.issues.map((issue, place) => new Issue(this, issue, place));
    this.accepted = new Map(); // by name, each edit and the issues that want it
    this.shown = new Map(); // by name, each edit that the page shows, and its key there
    this.keys = 0;
  }

  /** The decisions as they are kept and exported. */
  get decisions() {
    return this.issues
      .filter((issue) => issue.decision)
      .map(({ fingerprint, rule, text, decision }) => {
        const edits = decision.edits?.map((edit) => ({ ...edit, replaced: this.replacedBy(edit) }));
        return { fingerprint, rule, text, ...decision, ...(edits && { edits }) };
      });
  }

  /** What stands in the text where an edit is to be made. */
  replacedBy({ start, end }) {
    return this.text.slice(this.units(start), this.units(end));
  }

  /** Take in the decision on an issue; null is none. */
  decide(issue, decision) {
    for (const edit of issue.decision?.edits ?? []) {
      const issues = this.accepted.get(nameOf(edit)).issues.filter((other) => other !== issue);
      if (issues.length) this.accepted.set(nameOf(edit), { edit, issues });
      else this.accepted.delete(nameOf(edit));
    }
    issue.decision = decision;
    for (const edit of decision?.edits ?? []) {
      const others = this.accepted.get(nameOf(edit))?.issues ?? [];
      this.accepted.set(nameOf(edit), { edit, issues: [...others, issue] });
    }
  }

  /** Another issue whose accepted correction overlaps these edits, if there is one. */
  overlapping(issue, edits) {
    for (const { edit: taken, issues } of this.accepted.values()) {
      const other = issues.find((each) => each !== issue);
      if (other && edits.some((edit) => clash(edit, taken))) return other;
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
  return (left.start < right.end && right.start < left.end) || left.start === right.start;
}
