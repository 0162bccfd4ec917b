// Markdown as elements. Nothing of it is ever parsed as HTML: markup is shown as text, and links lead to the web alone.
import { Lexer } from "./marked.js";
import { codeBlock } from "./code-block.js";
import { element } from "./elements.js";

// The lexer's time grows with the square of these, and worse, in what is made to slow it down; such a block is shown as it is.
const INLINE_MAX_CHARS = 20_000;
const INLINE_MAX_MARKS = 500;
const MARKS = /[*_~[\]!`<\\]/g;

const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };
const LINKS = new Set(["http:", "https:", "mailto:"]);

// The blocks of a text, as tokens.
export function blocksOf(text) {
  const lexer = new Lexer();
  try {
    lexer.blockTokens(text, lexer.tokens);
    for (const { src, tokens } of lexer.inlineQueue) {
      if (isQuick(src)) lexer.inlineTokens(src, tokens);
      else tokens.push({ type: "escape", raw: src, text: src });
    }
    return lexer.tokens;
  } catch {
    // What is nested too deep for the stack.
    return [plain(text)];
  }
}

export function elementsOf(tokens) {
  try {
    return nodesOf(tokens);
  } catch {
    return nodesOf([plain(tokens.map(({ raw }) => raw).join(""))]);
  }
}

const plain = (text) => ({ type: "paragraph", raw: text, tokens: [{ type: "escape", raw: text, text }] });

const isQuick = (text) => text.length <= INLINE_MAX_CHARS && (text.match(MARKS)?.length ?? 0) <= INLINE_MAX_MARKS;

const nodesOf = (tokens = []) => tokens.flatMap((token) => kinds[token.type]?.(token) ?? token.raw ?? []);

const within = (name) => (token) => element(name, {}, ...nodesOf(token.tokens));

const kinds = {
  space: () => [],
  def: () => [],
  code: ({ lang, text, raw }) => codeBlock(text, lang, isClosed(raw)),
  // Those of the page itself are of the first and second order.
  heading: ({ depth, tokens }) => element(`h${Math.min(depth + 2, 6)}`, {}, ...nodesOf(tokens)),
  hr: () => element("hr"),
  blockquote: within("blockquote"),
  paragraph: within("p"),
  list: ({ ordered, start, items }) => element(ordered ? "ol" : "ul", ordered && { start }, ...items.map(within("li"))),
  checkbox: ({ checked }) => (checked ? "☑ " : "☐ "),
  table: ({ header, rows }) =>
    element("div", { className: "table", tabIndex: 0 }, element("table", {}, element("thead", {}, row(header)), element("tbody", {}, ...rows.map(row)))),
  text: ({ text, tokens }) => (tokens ? nodesOf(tokens) : decoded(text)),
  escape: ({ text }) => text,
  html: ({ raw, block }) => (block ? element("p", {}, raw.trimEnd()) : raw),
  strong: within("strong"),
  em: within("em"),
  del: within("del"),
  codespan: ({ text }) => element("code", {}, text),
  br: () => "\n",
  link: ({ href, tokens }) => link(href, nodesOf(tokens)),
  // A picture from elsewhere would tell its host who reads what: it is a link.
  image: ({ href, text }) => link(href, [`🖼 ${text || href}`]),
};

const row = (cells) => element("tr", {}, ...cells.map(({ header, align, tokens }) => element(header ? "th" : "td", { align: align ?? "" }, ...nodesOf(tokens))));

// A block of code whose end has not come yet is not coloured.
const isClosed = (raw) => !/^ {0,3}[`~]/.test(raw) || /\n {0,3}(`{3,}|~{3,})\s*$/.test(raw);

function link(href, content) {
  const address = URL.canParse(decoded(href)) && new URL(decoded(href));
  if (!address || !LINKS.has(address.protocol)) return element("span", { title: href }, ...content);
  return element("a", { href: address.href, target: "_blank", rel: "noopener noreferrer" }, ...content);
}

const decoded = (text) =>
  text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi, (whole, decimal, hex, name) => {
    if (name) return Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : whole;
    const code = decimal ? Number(decimal) : parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
