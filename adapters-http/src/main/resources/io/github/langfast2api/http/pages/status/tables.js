// Tables, with their roles written out: on a phone rows are blocks, and browsers then forget what they are.
import { element } from "./elements.js";
import { number, text, time } from "./i18n.js";

export function runs(counts, column, nameless) {
  if (counts.length === 0) return [element("p", { className: "quiet" }, text("none"))];
  const rows = counts.map(({ name, runs: count }) => [cell(name ?? nameless), cell(number(count), "count")]);
  return [table([text(column), text("runs")], rows, ["", "count"])];
}

export function failures(all) {
  if (all.length === 0) return [element("p", { className: "quiet" }, text("failures.none"))];
  const columns = ["at", "name", "model", "key", "status", "id"].map((column) => text(`failure.${column}`));
  return [table(columns, all.map((failure) => failureCells(failure).map((made, at) => (made.setAttribute("data-column", columns[at]), made))), [])];
}

function failureCells({ at, failure, end, model, key, status, request_id: id }) {
  const name = failure ? [code(failure), " ", code(end)] : [code(end)];
  return [cell(time(at)), cell(element("span", {}, ...name)), cell(model ?? "–"), cell(key ?? "–"), cell(String(status)), cell(code(id))];
}

function table(columns, rows, classes) {
  const heads = columns.map((column, at) => element("th", { scope: "col", role: "columnheader", className: classes[at] ?? "" }, column));
  const body = rows.map((cells) => element("tr", { role: "row" }, ...cells));
  const head = element("thead", { role: "rowgroup" }, element("tr", { role: "row" }, ...heads));
  return element("table", { role: "table" }, head, element("tbody", { role: "rowgroup" }, ...body));
}

const cell = (content, className = "") => element("td", { role: "cell", className }, content);

const code = (content) => element("code", {}, content);
