// Things in a text that are found by the stretch that they touch, without looking at all of them.

const SHELF = 5; // bits of an offset that one shelf holds

class Stretches {
  constructor() {
    this.shelves = new Map();
  }

  add({ start, end }, thing) {
    for (let at = start >> SHELF; at <= end >> SHELF; at += 1) {
      const shelf = this.shelves.get(at);
      if (shelf) shelf.add(thing);
      else this.shelves.set(at, new Set([thing]));
    }
  }

  delete({ start, end }, thing) {
    for (let at = start >> SHELF; at <= end >> SHELF; at += 1) this.shelves.get(at)?.delete(thing);
  }

  /** All that may touch a stretch. */
  near({ start, end }) {
    const found = new Set();
    for (let at = start >> SHELF; at <= end >> SHELF; at += 1) {
      for (const thing of this.shelves.get(at) ?? []) found.add(thing);
    }
    return found;
  }
}
