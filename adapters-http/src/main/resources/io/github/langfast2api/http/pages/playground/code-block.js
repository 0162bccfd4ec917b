// A block of code: its language, a button that copies it, and its text in colours.
import { copyText } from "./clipboard.js";
import { button, element } from "./elements.js";
import { text } from "./i18n.js";
import { coloured } from "./highlighter.js";

export function codeBlock(code, language = "", isWhole = true) {
  const name = language.match(/^\S*/)[0];
  const shown = element("code", {}, ...(isWhole ? coloured(code, name) : [code]));
  const copy = button(text("copy"), (pressed) => copyText(code, pressed, shown), { "aria-label": text("copy.code") });
  return element(
    "div",
    { className: "code-block" },
    element("div", { className: "row" }, element("span", {}, name), copy),
    element("pre", { tabIndex: 0 }, shown),
  );
}
