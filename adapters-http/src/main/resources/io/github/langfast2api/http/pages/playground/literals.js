// Values as the literals of programming languages, over several lines.

// A JSON string is a string in Python, JavaScript and Java as well.
const json = (value) => JSON.stringify(value);

const languages = {
  json: { indent: 2, name: json, word: json },
  javascript: { indent: 2, name: (name) => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : json(name)), word: json },
  python: { indent: 4, name: json, word: (value) => ({ true: "True", false: "False", null: "None" })[value] ?? json(value) },
};

export function literal(value, language, depth = 0) {
  const { indent, name, word } = languages[language];
  if (typeof value === "string") return json(value);
  if (typeof value !== "object" || value === null) return word(value);
  const members = Array.isArray(value)
    ? value.map((each) => literal(each, language, depth + 1))
    : Object.entries(value).map(([key, each]) => `${name(key)}: ${literal(each, language, depth + 1)}`);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  if (members.length === 0) return open + close;
  const [inner, outer] = [depth + 1, depth].map((levels) => `\n${" ".repeat(levels * indent)}`);
  return `${open}${inner}${members.join(`,${inner}`)}${outer}${close}`;
}
