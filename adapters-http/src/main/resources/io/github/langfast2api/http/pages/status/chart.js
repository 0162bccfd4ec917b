// Bars of a figure by minute, as SVG: the summary is for those who do not see them, a bar tells its minute to a mouse.
import { element } from "./elements.js";
import { minuteOf, number, text } from "./i18n.js";

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 10;
const GAP = 2;
const HEIGHT = 100;

export function chart(minutes, figure, summary) {
  const values = minutes.map((minute) => minute[figure]);
  const most = Math.max(...values);
  const sum = values.reduce((all, value) => all + value, 0);
  const svg = part("svg", { viewBox: `0 0 ${values.length * WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", role: "img" });
  svg.setAttribute("aria-label", text(summary, { most: number(most), sum: number(sum) }));
  svg.append(...minutes.map((minute, at) => bar(minute.at, values[at], most, at)));
  return [
    svg,
    element("div", { className: "scale", "aria-hidden": "true" }, element("span", {}, number(Math.max(most, 1))), element("span", {}, "0")),
    element("div", { className: "times", "aria-hidden": "true" }, element("span", {}, text("chart.begin")), element("span", {}, text("chart.end"))),
  ];
}

function bar(at, value, most, index) {
  const height = value === 0 ? HEIGHT : Math.max(2, (value * HEIGHT) / most);
  const rect = part("rect", { x: index * WIDTH + GAP / 2, y: HEIGHT - height, width: WIDTH - GAP, height });
  if (value === 0) rect.classList.add("none");
  const title = part("title", {});
  title.textContent = `${minuteOf(at)}: ${number(value)}`;
  rect.append(title);
  return rect;
}

function part(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  return made;
}
