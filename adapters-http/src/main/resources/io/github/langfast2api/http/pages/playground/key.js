// The API key. It lives as long as this tab, and is in no address and no code that is shown.
import { byId as element } from "./elements.js";
import { text } from "./i18n.js";

const STORED = "langfast2api.key";
const dialog = element("key-dialog");
const field = element("key");
const why = element("key-why");

export const key = () => sessionStorage.getItem(STORED) ?? "";

// Asks for a key, since the API refused without one or, as it told, the one that there is.
export function askForKey(refusal) {
  const wrong = refusal && key();
  why.textContent = wrong ? refusal : refusal ? text("key.needed") : "";
  why.classList.toggle("failure", Boolean(wrong));
  if (!dialog.open) {
    field.value = key();
    dialog.showModal();
  }
  // A key that is being typed stays.
  if (field.value.trim() === key()) field.select();
}

export const isAskingForKey = () => dialog.open;

export const stopAskingForKey = () => dialog.close();

// Has the dialog work; a new key is in force before it is told.
export function onNewKey(tell) {
  element("key-open").addEventListener("click", () => askForKey());
  element("key-cancel").addEventListener("click", stopAskingForKey);
  element("key-form").addEventListener("submit", (event) => {
    event.preventDefault();
    keep(field.value.trim());
    tell();
  });
  dialog.addEventListener("close", () => (field.value = ""));
  show();
}

function keep(value) {
  if (value) sessionStorage.setItem(STORED, value);
  else sessionStorage.removeItem(STORED);
  show();
}

const show = () => (element("key-open").textContent = text(key() ? "key.set" : "key.none"));
