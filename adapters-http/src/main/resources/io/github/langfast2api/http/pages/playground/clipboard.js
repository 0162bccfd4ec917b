// The clipboard, and what its buttons say.
import { text } from "./i18n.js";
import { say } from "./notice.js";

const TOLD_MILLIS = 2000;

// Copies what an element shows, or the whole of it that is given.
export async function copyText(whole, pressed, shown) {
  const done = await copied(whole, shown);
  pressed.textContent = text(done ? "copied" : "copy.failed");
  say(text(done ? "copied.told" : "copy.failed.told"));
  setTimeout(() => (pressed.textContent = text("copy")), TOLD_MILLIS);
}

// Browsers have no clipboard for pages that come over plain HTTP from another machine, but for what is selected.
async function copied(whole, shown) {
  if (navigator.clipboard) return navigator.clipboard.writeText(whole).then(() => true, () => false);
  getSelection().selectAllChildren(shown);
  return document.execCommand("copy");
}
