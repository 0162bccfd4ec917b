// A question of the user's as it is shown, and edited into another branch; and the results of tool calls.
import { button, element } from "./elements.js";
import { text } from "./i18n.js";

export function questionView(node, branches, onEdit) {
  const shown = element("p", { className: "question" }, node.text);
  const pictures = node.pictures.map((url, at) => element("img", { src: url, alt: text("picture.alt", { number: at + 1 }) }));
  const edit = button(text("edit"), () => editor(node, view, onEdit));
  const content = [...(node.text ? [shown] : []), ...(pictures.length > 0 ? [element("div", { className: "pictures" }, ...pictures)] : [])];
  const view = element("article", { className: "turn asked" }, title("you"), ...content, element("div", { className: "actions" }, edit, branches));
  return view;
}

export function resultsView({ results }, branches) {
  const shown = results.map(({ output }) => element("pre", { tabIndex: 0 }, output));
  return element("article", { className: "turn asked results" }, element("h2", { className: "by" }, text("result.by")), ...shown, branches);
}

const title = (key) => element("h2", { className: "unseen" }, text(key));

function editor(node, view, onEdit) {
  const before = [...view.childNodes];
  const field = element("textarea", { value: node.text, rows: 3, "aria-label": text("edit.field") });
  const close = () => {
    view.replaceChildren(...before);
    before.at(-1).querySelector("button").focus();
  };
  const form = element("form", { className: "editor" }, field);
  form.append(element("div", { className: "row" }, button(text("cancel"), close), element("button", { type: "submit", className: "primary" }, text("edit.send"))));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (field.value.trim()) onEdit(field.value);
  });
  form.addEventListener("keydown", (event) => {
    // Elsewhere it stops an answer.
    if (event.key === "Escape") {
      event.stopPropagation();
      close();
    }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  view.replaceChildren(title("you"), form);
  field.focus();
}
