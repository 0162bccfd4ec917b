// What keeps the page from its work, as it tells it above the message that is written.
import { byId } from "./elements.js";
import { text } from "./i18n.js";

// Why the models cannot be listed, or that they can.
export function showModelTrouble(failure) {
  const { message, status, requestId } = failure ?? {};
  byId("trouble").querySelector("p").textContent = failure ? [text("failure.models"), message, status, requestId].filter((fact) => fact).join(" · ") : "";
  byId("trouble").hidden = !failure;
}

// Why conversations are not kept, by the words' key; none if they are.
export function showStoreTrouble(key) {
  byId("store-trouble").textContent = key && text(key);
  byId("store-trouble").hidden = !key;
}
