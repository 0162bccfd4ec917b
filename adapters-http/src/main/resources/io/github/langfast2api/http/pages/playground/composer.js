// Where a message is written, sent from, and the answer to it stopped.
import { byId } from "./elements.js";
import { text } from "./i18n.js";
import { Pictures } from "./pictures.js";

export class Composer {
  #form = byId("composer");
  #draft = byId("draft");
  #button = byId("send");
  #pictures;
  #mayAsk = false;
  #answering = false;

  // Is told of send(), stop() and input().
  constructor(on) {
    this.#pictures = new Pictures(() => this.#changed(on));
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.#answering) on.stop();
      else if (this.#canSend()) on.send();
    });
    this.#draft.addEventListener("keydown", (event) => this.#pressed(event, on));
    this.#draft.addEventListener("input", () => this.#changed(on));
    document.addEventListener("keydown", ({ key, target }) => {
      if (key === "Escape" && this.#answering && !target.closest("dialog, [popover]")) on.stop();
    });
  }

  get message() {
    return { text: this.#draft.value, pictures: this.#pictures.urls };
  }

  get isEmpty() {
    return this.#draft.value.trim() === "" && this.#pictures.urls.length === 0;
  }

  clear() {
    this.#draft.value = "";
    this.#pictures.urls = [];
    this.#show();
  }

  set mayAsk(may) {
    this.#mayAsk = may;
    this.#show();
  }

  get answering() {
    return this.#answering;
  }

  set answering(is) {
    this.#answering = is;
    this.#show();
  }

  focus() {
    this.#draft.focus();
  }

  #changed(on) {
    this.#show();
    on.input();
  }

  // Enter sends with Ctrl and Cmd, too; while an input method composes a character it belongs to that.
  #pressed(event, on) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (!this.#answering && this.#canSend()) on.send();
  }

  #canSend() {
    return this.#mayAsk && !this.isEmpty;
  }

  #show() {
    this.#button.textContent = text(this.#answering ? "stop" : "send");
    this.#button.disabled = !this.#answering && !this.#canSend();
  }
}
