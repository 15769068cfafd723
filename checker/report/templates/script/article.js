// The article in the page: shows corrections in their place. Offsets are units of the document's text.

/** The lines of an article; `units` turns the code points by which the page places them into units. */
class Article {
  constructor(element, units) {
    this.element = element;
    this.lines = Array.from(element.querySelectorAll("p[data-at]"));
    this.starts = this.lines.map((line) => units(Number(line.dataset.at)));
    this.marks = null;
  }

  /** All that is marked for an issue. */
  marksOf(id) {
    if (!this.marks) {
      this.marks = new Map();
      for (const mark of this.element.querySelectorAll("mark")) {
        const marks = this.marks.get(mark.dataset.issue);
        if (marks) marks.push(mark);
        else this.marks.set(mark.dataset.issue, [mark]);
      }
    }
    return this.marks.get(id) ?? [];
  }

  /** The stretch that is selected, without white space around it; null where there is none in this article. */
  get selected() {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!this.element.contains(range.commonAncestorContainer)) return null;
    return { start: this.offsetOf(range.startContainer, range.startOffset), end: this.offsetOf(range.endContainer, range.endOffset) };
  }

  /** The offset of a place in the page: how much of the document's text stands before it. */
  offsetOf(node, offset) {
    const before = document.createRange();
    before.setStart(this.element, 0);
    before.setEnd(node, offset);
    const part = before.cloneContents();
    for (const inserted of part.querySelectorAll("ins")) inserted.remove();
    return part.textContent.length;
  }

  /** What is shown of an edit. */
  shownOf(key) {
    return this.element.querySelector(`[data-edit="${key}"]`);
  }

  /** Show an edit: what it deletes struck through, what it inserts after that. */
  show({ start, end, replacement }, key) {
    const first = Math.max(0, firstFrom(this.starts, start + 1) - 1);
    let inserted = null;
    for (let line = first; line < this.lines.length && this.starts[line] <= end; line += 1) {
      if (line > first && this.starts[line] === end) break;
      const place = this.strike(line, start, end, key);
      inserted ??= place && this.insert(place, replacement, key);
    }
  }

  /** Strike a stretch of a line through; returns what an insertion comes after or before. */
  strike(line, start, end, key) {
    const [from, to] = [start - this.starts[line], end - this.starts[line]];
    let at = 0;
    let point = null;
    const pieces = [];
    for (const node of textNodes(this.lines[line])) {
      if (at <= from && from <= at + node.length) point ??= [node, from - at];
      if (at + node.length > from && at < to) {
        pieces.push([node, Math.max(0, from - at), Math.min(node.length, to - at)]);
      }
      at += node.length;
    }
    const struck = pieces.map(([node, left, right]) => {
      const part = node.splitText(left);
      part.splitText(right - left);
      const del = document.createElement("del");
      del.dataset.edit = key;
      part.replaceWith(del);
      del.append(part);
      return del;
    });
    if (struck.length) return { after: struck.at(-1) };
    if (!point) return null;
    return { before: point[0].splitText(point[1]) };
  }

  insert({ after, before }, replacement, key) {
    const ins = document.createElement("ins");
    ins.dataset.edit = key;
    ins.textContent = replacement;
    if (after) after.after(ins);
    else before.before(ins);
    return ins;
  }

  /** Take an edit back. */
  hide({ start, end }, key) {
    const first = Math.max(0, firstFrom(this.starts, start + 1) - 1);
    for (let line = first; line < this.lines.length && this.starts[line] <= end; line += 1) {
      for (const part of this.lines[line].querySelectorAll(`[data-edit="${key}"]`)) {
        if (part.localName === "ins") part.remove();
        else part.replaceWith(...part.childNodes);
      }
      this.lines[line].normalize();
    }
  }
}

/** The text of the document in a line, without what corrections insert. */
function textNodes(line) {
  const nodes = [];
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest("ins") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  while (walker.nextNode()) nodes.push(walker.currentNode);
  return nodes;
}
