// The page's words and figures, in the first of the browser's languages that there are words in.
import en from "./en.js";
import zh from "./zh.js";

const languages = { en, zh };
const tags = navigator.languages.filter((tag) => Object.hasOwn(languages, tag.split("-")[0]));
const tag = tags[0] ?? "en";
const words = languages[tag.split("-")[0]];

// The words of a key, with values in the places of their names in braces.
export const text = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);

const numbers = new Intl.NumberFormat(tag);
const clock = new Intl.DateTimeFormat(tag, { timeStyle: "medium" });
const shortClock = new Intl.DateTimeFormat(tag, { timeStyle: "short" });
const dayAndClock = new Intl.DateTimeFormat(tag, { dateStyle: "medium", timeStyle: "short" });

export const number = (value) => numbers.format(value);

// A moment in the browser's time zone; with its day unless that is today.
export const time = (iso) => format(iso, clock);
export const minuteOf = (iso) => format(iso, shortClock);

function format(iso, today) {
  const moment = new Date(iso);
  return (moment.toDateString() === new Date().toDateString() ? today : dayAndClock).format(moment);
}

// The two largest units of a time in seconds.
export function duration(seconds) {
  const units = [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];
  const first = units.findIndex(([, length]) => seconds >= length);
  let rest = Math.max(0, Math.floor(seconds));
  const parts = units.slice(first < 0 ? 3 : first, first < 0 ? 4 : first + 2).map(([unit, length]) => {
    const n = Math.floor(rest / length);
    rest -= n * length;
    return n || length === 1 ? text(unit, { n }) : "";
  });
  return parts.filter((part) => part).join(" ");
}

export const megabytes = (bytes) => `${number(Math.round(bytes / 2 ** 20))} MB`;

document.documentElement.lang = words === zh ? "zh-CN" : "en";
for (const each of document.querySelectorAll("[data-text]")) each.textContent = text(each.dataset.text);
document.title = `${text("status")} · langfast2api`;
