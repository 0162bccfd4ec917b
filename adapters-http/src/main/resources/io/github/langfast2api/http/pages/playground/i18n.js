// The page's words, in the first of the browser's languages that there are words in.
import en from "./en.js";
import zh from "./zh.js";

const languages = { en, zh };
const language = navigator.languages.map((tag) => tag.split("-")[0]).find((name) => Object.hasOwn(languages, name)) ?? "en";
const words = languages[language];

// The words of a key, with values in the places of their names in braces.
export const text = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);

// Fills in what the elements of a tree name: their text, their label, their placeholder.
export function fill(root) {
  for (const each of root.querySelectorAll("[data-text]")) each.textContent = text(each.dataset.text);
  for (const each of root.querySelectorAll("[data-label]")) each.setAttribute("aria-label", text(each.dataset.label));
  for (const each of root.querySelectorAll("[data-placeholder]")) each.placeholder = text(each.dataset.placeholder);
}

document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
fill(document);
