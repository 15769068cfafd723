// Offsets in the page's data count code points; a string here counts UTF-16 units. Only this file knows both.

/** What turns an offset in code points into one in units, for a text. */
function unitsOf(text) {
  const wide = []; // where the characters of two units stand, in code points
  let point = 0;
  for (const character of text) {
    if (character.length === 2) wide.push(point);
    point += 1;
  }
  return (offset) => offset + firstFrom(wide, offset);
}

/** How many of the sorted numbers are below a limit. */
function firstFrom(numbers, limit) {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** An offset in units as one in code points. */
function pointsOf(text, offset) {
  let points = 0;
  for (const _ of text.slice(0, offset)) points += 1;
  return points;
}
