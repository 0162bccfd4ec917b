// Code in colours: the tokens of Prism as elements, never as HTML.
import Prism from "./prism.js";
import { element } from "./elements.js";

// Regular expressions of a grammar may take long in code that is.
const MAX_CHARS = 50_000;

const NAMES = { js: "javascript", mjs: "javascript", ts: "typescript", py: "python", sh: "bash", shell: "bash", zsh: "bash", console: "bash", curl: "bash", html: "markup", xml: "markup", svg: "markup", yml: "yaml", "c++": "cpp", cs: "csharp", "c#": "csharp", kt: "kotlin", rs: "rust", golang: "go", jsonc: "json", patch: "diff" };

// What is to be in the element of the code.
export function coloured(code, language) {
  const name = language.toLowerCase();
  const grammar = grammarOf(Object.hasOwn(NAMES, name) ? NAMES[name] : name);
  return grammar && code.length <= MAX_CHARS ? [Prism.tokenize(code, grammar)].flat().map(nodeOf) : [code];
}

// Among the languages there are functions, too.
const grammarOf = (name) => (Object.hasOwn(Prism.languages, name) && typeof Prism.languages[name] === "object" ? Prism.languages[name] : undefined);

const nodeOf = (token) => (typeof token === "string" ? token : element("span", { className: classes(token) }, ...[token.content].flat().map(nodeOf)));

const classes = ({ type, alias }) => [type, alias ?? []].flat().map((name) => `token-${name}`).join(" ");
