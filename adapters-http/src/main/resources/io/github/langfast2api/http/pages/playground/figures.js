// What an answer took in time and tokens, and how it ended, as a list of descriptions.
import { isOrdinary } from "./answer.js";
import { element } from "./elements.js";
import { text } from "./i18n.js";

export function figures({ figures: { first, total, input, output }, finish, stopped, dropped }) {
  const shown = [];
  const show = (name, value) => shown.push(element("div", {}, element("dt", {}, text(`figure.${name}`)), element("dd", {}, value)));
  if (first !== undefined) show("first", duration(first));
  if (total !== undefined) show("total", duration(total));
  if (total > first && output !== undefined) show("speed", text("figure.speed.value", { speed: speed((output * 1000) / (total - first)) }));
  if (output !== undefined) show("tokens", text("figure.tokens.value", { input: input ?? "?", output }));
  if (stopped) show("ended", text("ended.stopped"));
  else if (!isOrdinary(finish)) show("ended", finish);
  if (dropped) show("dropped", dropped);
  return element("dl", { className: "figures", hidden: shown.length === 0 }, ...shown);
}

const duration = (millis) => (millis < 1000 ? `${Math.round(millis)} ms` : `${(millis / 1000).toFixed(1)} s`);

const speed = (perSecond) => perSecond.toFixed(perSecond < 10 ? 1 : 0);
