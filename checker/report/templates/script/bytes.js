// Writes a text in the encoding of its file. A browser knows UTF-8 only.

/** A character that the encoding does not have. */
class Unwritable extends Error {}

/** The bytes of a document's text. */
function bytesOf(text, { encoding, marked, alphabet }) {
  const whole = (marked ? "\ufeff" : "") + text;
  if (alphabet) return lettersOf(whole, alphabet);
  if (encoding === "utf-8") return new TextEncoder().encode(whole);
  const little = encoding.endsWith("le");
  if (encoding.startsWith("utf-16")) {
    const view = new DataView(new ArrayBuffer(whole.length * 2));
    for (let unit = 0; unit < whole.length; unit += 1) view.setUint16(unit * 2, whole.charCodeAt(unit), little);
    return view.buffer;
  }
  const points = Array.from(whole, (character) => character.codePointAt(0));
  const view = new DataView(new ArrayBuffer(points.length * 4));
  points.forEach((point, place) => view.setUint32(place * 4, point, little));
  return view.buffer;
}

function lettersOf(text, alphabet) {
  const bytes = [];
  for (const character of text) {
    const code = alphabet[character];
    if (!code) throw new Unwritable(character);
    for (let digit = 0; digit < code.length; digit += 2) bytes.push(parseInt(code.slice(digit, digit + 2), 16));
  }
  return new Uint8Array(bytes);
}
