// Where the tool calls of the last answer are answered by hand.
import { element } from "./elements.js";
import { text } from "./i18n.js";

export function resultsForm({ calls }, onResults) {
  const fields = calls.map(({ name }) => element("textarea", { rows: 2, "aria-label": text("call.result", { name }), placeholder: text("call.result", { name }) }));
  const send = element("button", { type: "submit", className: "primary" }, text("call.send"));
  const form = element("form", { className: "editor" }, ...fields, element("div", { className: "row" }, send));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    onResults(calls.map(({ id }, at) => ({ id, output: fields[at].value })));
  });
  return form;
}
