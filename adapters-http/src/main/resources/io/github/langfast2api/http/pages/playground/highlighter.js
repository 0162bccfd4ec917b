// Code in colours: the tokens of Prism as elements, never as HTML.
import Prism from "./prism.js";
import { element } from "./elements.js";

// A grammar's time may grow with the square, and worse, of code that is made to slow it down: where it has been slow, only shorter
// code is coloured from then on.
const MAX_CHARS = 10_000;
const MAX_CHARS_WHERE_SLOW = 1000;
const SLOW_MILLIS = 200;

const slow = new Set();

const NAMES = { js: "javascript", mjs: "javascript", ts: "typescript", py: "python", sh: "bash", shell: "bash", zsh: "bash", console: "bash", curl: "bash", html: "markup", xml: "markup", svg: "markup", yml: "yaml", "c++": "cpp", cs: "csharp", "c#": "csharp", kt: "kotlin", rs: "rust", golang: "go", jsonc: "json", patch: "diff" };

// What is to be in the element of the code.
export function coloured(code, language) {
  const name = language.toLowerCase();
  const grammar = grammarOf(Object.hasOwn(NAMES, name) ? NAMES[name] : name);
  if (!grammar || code.length > (slow.has(grammar) ? MAX_CHARS_WHERE_SLOW : MAX_CHARS)) return [code];
  const start = performance.now();
  const tokens = Prism.tokenize(code, grammar);
  if (performance.now() - start > SLOW_MILLIS) slow.add(grammar);
  return [tokens].flat().map(nodeOf);
}

// Among the languages there are functions, too.
const grammarOf = (name) => (Object.hasOwn(Prism.languages, name) && typeof Prism.languages[name] === "object" ? Prism.languages[name] : undefined);

const nodeOf = (token) => (typeof token === "string" ? token : element("span", { className: classes(token) }, ...[token.content].flat().map(nodeOf)));

const classes = ({ type, alias }) => [type, alias ?? []].flat().map((name) => `token-${name}`).join(" ");
