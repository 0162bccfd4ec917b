// The panel in which a request stands as code.
import { baseUrl } from "./api.js";
import { copyText } from "./clipboard.js";
import { keyVariable, program } from "./code.js";
import { byId } from "./elements.js";
import { coloured } from "./highlighter.js";
import { text } from "./i18n.js";
import { tabs } from "./tabs.js";

// Pictures of more characters are cut short where they are shown.
const LONG_DATA = /(data:image\/\w+;base64,|data"?: ")([A-Za-z0-9+/]{40})[A-Za-z0-9+/=]{200,}/g;

// Code of long conversations is not made anew with every key.
const QUICK_MILLIS = 30;

export class CodePanel {
  #language = "curl";
  #code = "";
  #request;
  #timer;
  #millis = 0;

  constructor() {
    tabs(byId("languages"), (tab) => {
      this.#language = tab.id.replace("tab-", "");
      byId("code").setAttribute("aria-labelledby", tab.id);
      if (this.#request) this.#show();
    });
    byId("copy").addEventListener("click", () => {
      this.#show();
      copyText(this.#code, byId("copy"), byId("code"));
    });
  }

  // Shows a request: the API's name, the question, whether there is a key, and the text's key that says which request it is.
  show(request) {
    this.#request = request;
    clearTimeout(this.#timer);
    if (this.#millis < QUICK_MILLIS) this.#show();
    else this.#timer = setTimeout(() => this.#show(), this.#millis * 5);
  }

  #show() {
    const start = performance.now();
    const { api, question, withKey, which } = this.#request;
    this.#code = program(this.#language, api, question, { baseUrl, withKey });
    const shown = this.#code.replace(LONG_DATA, "$1$2…");
    byId("code").replaceChildren(...coloured(shown, this.#language));
    const notes = [text(which)];
    if (withKey) notes.push(text("code.key", { name: keyVariable(api) }));
    if (shown !== this.#code) notes.push(text("code.short"));
    byId("code-note").textContent = notes.join(" ");
    this.#millis = performance.now() - start;
  }
}
