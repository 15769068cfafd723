// Long work in short slices, so that the page answers in between.

const SLICE_MS = 16;
let sliceEnds = 0;

/** When the work of now has to stop: all that is begun at once shares a slice. */
function endOfSlice() {
  if (!sliceEnds) {
    sliceEnds = performance.now() + SLICE_MS;
    queueMicrotask(() => {
      sliceEnds = 0;
    });
  }
  return sliceEnds;
}

/** Do a piece of work for each item, and what comes after all of them; returns what stops it. */
function spread(items, work, after = () => {}) {
  let next = 0;
  let stopped = false;
  const slice = () => {
    const until = endOfSlice();
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
