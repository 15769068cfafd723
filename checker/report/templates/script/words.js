// What the page says: its words, in the forms of the desk's language.

const { words: said, documents: told } = JSON.parse(document.getElementById("data").textContent);
const plurals = new Intl.PluralRules(document.documentElement.lang);

/** A text with its fields filled in; of two, the first is said of one, as `number` decides. */
const fill = (text, values) =>
  (Array.isArray(text) ? text[plurals.select(values.number) === "one" ? 0 : 1] : text).replace(/\{(\w+)\}/g, (_, name) => values[name]);
