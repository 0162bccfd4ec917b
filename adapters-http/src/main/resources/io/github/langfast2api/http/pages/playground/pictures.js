// The pictures of the message that is being written: pasted, dropped, or chosen.
import { button, byId, element } from "./elements.js";
import { text } from "./i18n.js";
import { say } from "./notice.js";
import { PICTURE } from "./transfer.js";

export class Pictures {
  #list = byId("pictures");
  #urls = [];
  #onChange;

  constructor(onChange) {
    this.#onChange = onChange;
    const form = byId("composer");
    form.addEventListener("paste", (event) => this.#take(event, event.clipboardData));
    form.addEventListener("dragover", (event) => event.dataTransfer.types.includes("Files") && event.preventDefault());
    form.addEventListener("drop", (event) => this.#take(event, event.dataTransfer));
    byId("picture-add").addEventListener("click", () => byId("picture-file").click());
    byId("picture-file").addEventListener("change", async ({ target }) => {
      await this.#add([...target.files]);
      target.value = "";
    });
  }

  get urls() {
    return this.#urls;
  }

  set urls(urls) {
    this.#urls = urls;
    this.#show();
  }

  // Text is the field's own to paste.
  #take(event, data) {
    if (data.files.length === 0) return;
    event.preventDefault();
    this.#add([...data.files]);
  }

  async #add(files) {
    const urls = await Promise.all(files.map(dataUrl));
    const taken = urls.filter((url) => PICTURE.test(url));
    this.urls = [...this.#urls, ...taken];
    const wrong = taken.length < urls.length ? text("picture.wrong") : "";
    byId("picture-wrong").textContent = wrong;
    say(wrong);
    this.#onChange();
  }

  #show() {
    this.#list.hidden = this.#urls.length === 0;
    this.#list.replaceChildren(...this.#urls.map((url, at) => this.#item(url, at + 1)));
  }

  #item(url, number) {
    const remove = button("×", () => {
      this.urls = this.#urls.filter((_, at) => at !== number - 1);
      this.#onChange();
    }, { "aria-label": text("picture.remove", { number }) });
    return element("li", {}, element("img", { src: url, alt: text("picture.alt", { number }) }), remove);
  }
}

const dataUrl = (file) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
