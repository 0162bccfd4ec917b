// The conversation as it is shown: the messages of the branches that are chosen.
import { AnswerView } from "./answer-view.js";
import { button, byId, element } from "./elements.js";
import { text } from "./i18n.js";
import { questionView, resultsView } from "./question-view.js";
import { resultsForm } from "./results-form.js";

const NEAR_END_PIXELS = 40;

export class Thread {
  #list = byId("turns");
  #shown = [];
  #form;
  #on;
  #follows = true;

  // Is told of edit(node, text), retry(node), ask(node), branch(node) and results(node, results).
  constructor(on) {
    this.#on = on;
    this.#list.addEventListener("scroll", () => (this.#follows = this.#list.scrollHeight - this.#list.scrollTop - this.#list.clientHeight < NEAR_END_PIXELS));
  }

  // Shows a conversation, or what of it is up to a node. What is shown already stays as it is.
  show(conversation, end = conversation.last) {
    const path = conversation.path.slice(0, conversation.path.indexOf(end) + 1);
    const changed = path.findIndex((node, at) => this.#shown[at]?.node !== node);
    this.#cut(changed < 0 ? path.length : changed);
    for (const node of path.slice(this.#shown.length)) this.#add(node, this.#view(conversation, node));
    byId("empty").hidden = path.length > 0;
    this.#form = this.#continuation(path.at(-1));
    if (this.#form) this.#list.append(this.#form);
    this.follow();
  }

  // Goes to the buttons by which one chooses between a node and those beside it.
  focusBranches(node) {
    const { view } = this.#shown.find((each) => each.node === node);
    view.querySelector(".branches button:enabled").focus();
  }

  // Where the last node is answered: by hand, if it has calls, or by a model, if it was not.
  #continuation(last) {
    if (last?.calls?.length > 0) return resultsForm(last, (results) => this.#on.results(last, results));
    if (last && last.role !== "assistant") return element("div", { className: "turn actions" }, button(text("retry"), () => this.#on.ask(last)));
    return undefined;
  }

  // Shows that an answer is coming, behind all that is shown.
  begin(by) {
    const view = new AnswerView(by, () => this.#follows && this.#toEnd());
    this.#form?.remove();
    this.#list.append(view.element);
    this.follow();
    return view;
  }

  // Shows that answer as the node that it has become.
  end(conversation, view, node) {
    view.end(node, this.#branches(conversation, node), () => this.#on.retry(node));
    this.#add(node, view.element);
    this.show(conversation);
  }

  follow() {
    this.#follows = true;
    this.#toEnd();
  }

  #toEnd() {
    this.#list.scrollTop = this.#list.scrollHeight;
  }

  #add(node, view) {
    this.#list.append(view);
    this.#shown.push({ node, view });
  }

  #cut(length) {
    this.#form?.remove();
    this.#shown.splice(length).forEach(({ view }) => view.remove());
    this.#list.querySelectorAll("[aria-busy]").forEach((view) => view.remove());
  }

  #view(conversation, node) {
    const branches = this.#branches(conversation, node);
    if (node.role === "user") return questionView(node, branches, (edited) => this.#on.edit(node, edited));
    if (node.role === "tool") return resultsView(node, branches);
    return AnswerView.of(node, branches, () => this.#on.retry(node));
  }

  #branches(conversation, node) {
    const branches = conversation.branches(node);
    const at = branches.indexOf(node);
    const to = (label, sign, step) => button(sign, () => this.#on.branch(branches[at + step]), { "aria-label": text(label), disabled: !branches[at + step] });
    return element(
      "div",
      { className: "branches", role: "group", "aria-label": text("branch.label"), hidden: branches.length < 2 },
      to("branch.before", "‹", -1),
      element("span", {}, text("branch", { number: at + 1, count: branches.length })),
      to("branch.after", "›", 1),
    );
  }
}
