// A text in Markdown that grows. Blocks that are whole are made once; what is after them is made anew when there is more of it,
// at most once a frame, and less often as that takes longer: so the time for it grows as the text does.
import { element } from "./elements.js";
import { blocksOf, elementsOf } from "./markdown.js";

const SHARE = 4;

// Blocks stand in groups, so that a browser that lays out the last of them need not look at all that are before it.
const GROUP_BLOCKS = 100;

export class MarkdownStream {
  #element;
  #open = [];
  #text = [];
  #rest = "";
  #definitions = false;
  #scheduled = false;
  #ended = false;
  #notBefore = 0;
  #onShown;

  constructor(element, onShown) {
    this.#element = element;
    this.#onShown = onShown;
  }

  get text() {
    return this.#text.join("");
  }

  append(piece) {
    this.#text.push(piece);
    this.#rest += piece;
    if (!this.#scheduled) this.#schedule();
  }

  // Shows all that there is, at once. A link may lead where a line at the end says, so that it is known only now.
  end() {
    this.#ended = true;
    this.#show();
    if (!this.#definitions) return;
    this.#element.replaceChildren();
    this.#settle(elementsOf(blocksOf(this.text)));
  }

  #settle(blocks) {
    for (const block of blocks) {
      let group = this.#element.lastElementChild;
      if (!group || group.childElementCount >= GROUP_BLOCKS) this.#element.append((group = element("div", { className: "blocks" })));
      group.append(block);
    }
  }

  #schedule() {
    this.#scheduled = true;
    requestAnimationFrame((now) => {
      this.#scheduled = false;
      if (this.#ended) return;
      if (now < this.#notBefore) this.#schedule();
      else this.#show();
    });
  }

  #show() {
    const start = performance.now();
    this.#rest = this.#rest.replaceAll("\r\n", "\n");
    const blocks = blocksOf(this.#rest);
    const last = blocks.findLastIndex(({ type }) => type !== "space");
    const at = last > 0 ? this.#rest.lastIndexOf(blocks[last].raw) : 0;
    const whole = at > 0 ? last : 0;
    this.#definitions ||= blocks.some(({ type }) => type === "def");
    this.#open.forEach((node) => node.remove());
    this.#settle(elementsOf(blocks.slice(0, whole)));
    this.#open = elementsOf(blocks.slice(whole)).map((node) => (typeof node === "string" ? document.createTextNode(node) : node));
    this.#element.append(...this.#open);
    this.#rest = this.#rest.slice(at > 0 ? at : 0);
    const end = performance.now();
    this.#notBefore = end + SHARE * (end - start);
    this.#onShown?.();
  }
}
