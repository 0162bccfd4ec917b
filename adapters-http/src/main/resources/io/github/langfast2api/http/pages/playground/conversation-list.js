// The list of the conversations that are kept, with their export and import.
import { button, byId, element } from "./elements.js";
import { text } from "./i18n.js";
import { say } from "./notice.js";
import { newId } from "./conversation.js";
import { download, exported, imported } from "./transfer.js";

export class ConversationList {
  #list = byId("conversation-list");
  #store;
  #on;
  #current;

  // Is told of open(id), and of leave(id) before a conversation is deleted, or all of them if there is no id.
  constructor(store, on) {
    this.#store = store;
    this.#on = on;
    byId("export").addEventListener("click", () => this.#export());
    byId("import").addEventListener("click", () => byId("import-file").click());
    byId("import-file").addEventListener("change", ({ target }) => this.#import(target));
    byId("delete-all").addEventListener("click", () => this.#deleteAll());
  }

  async show(current = this.#current) {
    this.#current = current;
    const all = await this.#store.list();
    this.#list.replaceChildren(...all.map((each) => this.#item(each, each.id === current)));
    byId("no-conversations").hidden = all.length > 0;
    for (const id of ["export", "delete-all"]) byId(id).disabled = all.length === 0;
  }

  // On narrow pages it stands above the rest.
  close() {
    if (byId("conversations").matches(":popover-open")) byId("conversations").hidePopover();
  }

  #item({ id, title }, isCurrent) {
    const open = button(title || text("untitled"), () => this.#on.open(id), { className: "open", ...(isCurrent && { "aria-current": "true" }) });
    const remove = button("×", () => this.#delete(id), { "aria-label": text("delete.one", { title: title || text("untitled") }) });
    return element("li", {}, open, remove);
  }

  async #delete(id) {
    await this.#on.leave(id);
    await this.#store.delete(id);
    await this.show();
    say(text("deleted.told"));
    byId("import").focus();
  }

  async #deleteAll() {
    if (!confirm(text("delete.all.ask"))) return;
    await this.#on.leave();
    await this.#store.clear();
    await this.show();
    say(text("deleted.told"));
  }

  async #export() {
    download(exported(await this.#store.all()), `langfast2api-${new Date().toISOString().slice(0, 10)}.json`);
  }

  // What is there already is neither doubled nor replaced.
  async #import(field) {
    try {
      const records = imported(await field.files[0].text());
      for (const record of records) {
        const known = await this.#store.get(record.id);
        if (known?.updated === record.updated) continue;
        await this.#store.put(known ? { ...record, id: newId() } : record);
      }
      byId("import-wrong").textContent = "";
      say(text("imported.told", { number: records.length }));
    } catch ({ message: error }) {
      byId("import-wrong").textContent = text("import.wrong", { error });
    }
    field.value = "";
    await this.show();
  }
}
