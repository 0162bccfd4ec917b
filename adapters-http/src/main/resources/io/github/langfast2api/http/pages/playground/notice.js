// What a screen reader is to say; the pieces of an answer are not.
import { byId } from "./elements.js";

export const say = (text) => (byId("status").textContent = text);
