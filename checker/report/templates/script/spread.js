// Long work in short slices, so that the page answers in between.

const SLICE_MS = 16;

/** Do a piece of work for each item, and what comes after all of them; returns what stops it. */
function spread(items, work, after = () => {}) {
  let next = 0;
  let stopped = false;
  const slice = () => {
    const until = performance.now() + SLICE_MS;
    while (next < items.length && !stopped && performance.now() < until) {
      work(items[next]);
      next += 1;
    }
    if (stopped) return;
    if (next < items.length) setTimeout(slice);
    else after();
  };
  slice();
  return () => {
    stopped = true;
  };
}
