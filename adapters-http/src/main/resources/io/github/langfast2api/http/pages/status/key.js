// The API key. It lives as long as this tab, which may have given it at the playground, and is in no address.
import { byId } from "./elements.js";
import { text } from "./i18n.js";

const STORED = "langfast2api.key";
const dialog = byId("key-dialog");
const field = byId("key");

export const key = () => sessionStorage.getItem(STORED) ?? "";

// Asks for a key, since the gateway refused without one or, as it told, the one that there is.
export function askForKey(refusal) {
  const wrong = refusal && key();
  byId("key-why").textContent = wrong ? refusal : refusal ? text("key.needed") : "";
  byId("key-why").classList.toggle("failure", Boolean(wrong));
  if (dialog.open) return;
  field.value = key();
  dialog.showModal();
  field.select();
}

// Has the dialog work; a new key is in force before it is told.
export function onNewKey(tell) {
  byId("key-open").addEventListener("click", () => askForKey());
  byId("key-cancel").addEventListener("click", () => dialog.close());
  byId("key-form").addEventListener("submit", (event) => {
    event.preventDefault();
    keep(field.value.trim());
    dialog.close();
    tell();
  });
  dialog.addEventListener("close", () => (field.value = ""));
  showWhether();
}

function keep(value) {
  if (value) sessionStorage.setItem(STORED, value);
  else sessionStorage.removeItem(STORED);
  showWhether();
}

const showWhether = () => (byId("key-open").textContent = text(key() ? "key.set" : "key.none"));
