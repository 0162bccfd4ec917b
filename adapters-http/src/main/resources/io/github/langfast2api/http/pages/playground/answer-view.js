// An answer of the assistant's as it is shown, while it comes and when it has.
import { copyText } from "./clipboard.js";
import { button, element } from "./elements.js";
import { figures } from "./figures.js";
import { text } from "./i18n.js";
import { MarkdownStream } from "./markdown-stream.js";

export class AnswerView {
  #text = element("div", { className: "answer" });
  #stream;
  #element;

  constructor(by, onShown) {
    this.#stream = new MarkdownStream(this.#text, onShown);
    this.#element = element("article", { className: "turn", "aria-busy": "true" }, element("h2", { className: "by" }, by), this.#text);
  }

  // One that came before.
  static of(node, branches, onRetry) {
    const view = new AnswerView(node.by);
    if (node.text) view.append(node.text);
    view.end(node, branches, onRetry);
    return view.element;
  }

  get element() {
    return this.#element;
  }

  append(piece) {
    this.#stream.append(piece);
  }

  end(node, branches, onRetry) {
    this.#stream.end();
    this.#element.removeAttribute("aria-busy");
    this.#element.append(...node.calls.map(call));
    if (node.failure) this.#element.append(failure(node));
    this.#element.append(figures(node));
    const actions = element("div", { className: "actions" });
    if (node.text) actions.append(button(text("copy"), (pressed) => copyText(node.text, pressed, this.#text), { "aria-label": text("copy.answer") }));
    actions.append(button(text("retry"), onRetry), branches);
    this.#element.append(actions);
  }
}

const call = ({ name, arguments: json }) =>
  element("div", { className: "call" }, element("p", {}, `${text("call")} `, element("code", {}, name)), element("pre", { tabIndex: 0 }, element("code", {}, pretty(json))));

function pretty(json) {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}

export const headline = (node) => text(node.text ? "failure.part" : "failure.none");

function failure(node) {
  const { message, status, code, type, param, requestId, retryAfter } = node.failure;
  const facts = { status, code, type, param, request: requestId, "retry after": retryAfter && `${retryAfter} s` };
  const told = Object.entries(facts).filter(([, value]) => value);
  return element(
    "div",
    { className: "failure" },
    element("p", { className: "what" }, headline(node)),
    element("p", { className: "message" }, message),
    element("p", { className: "details" }, told.map(([name, value]) => `${name} ${value}`).join(" · ")),
  );
}
