// Where a message is written, sent from, and the answer to it stopped.

export class Composer {
  #form = document.getElementById("composer");
  #draft = document.getElementById("draft");
  #button = document.getElementById("send");
  #mayAsk = false;
  #answering = false;

  constructor({ onSend, onStop, onInput }) {
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.#answering) onStop();
      else if (this.#canSend()) onSend(this.text);
    });
    this.#draft.addEventListener("keydown", (event) => this.#pressed(event, onSend));
    this.#draft.addEventListener("input", () => {
      this.#show();
      onInput();
    });
    document.addEventListener("keydown", ({ key, target }) => {
      if (key === "Escape" && this.#answering && !target.closest("dialog")) onStop();
    });
  }

  get text() {
    return this.#draft.value;
  }

  set text(text) {
    this.#draft.value = text;
    this.#show();
  }

  set mayAsk(may) {
    this.#mayAsk = may;
    this.#show();
  }

  set answering(is) {
    this.#answering = is;
    this.#show();
  }

  focus() {
    this.#draft.focus();
  }

  // Enter sends with Ctrl and Cmd, too; while an input method composes a character it belongs to that.
  #pressed(event, onSend) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (!this.#answering && this.#canSend()) onSend(this.text);
  }

  #canSend() {
    return this.#mayAsk && this.text.trim() !== "";
  }

  #show() {
    this.#button.textContent = this.#answering ? "Stop" : "Send";
    this.#button.disabled = !this.#answering && !this.#canSend();
  }
}
