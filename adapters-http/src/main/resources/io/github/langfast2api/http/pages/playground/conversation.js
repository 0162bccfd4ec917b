// A conversation as a tree of messages: an edited question and an answer that is asked for again are branches beside the first.
// A node is a question of the user's, an answer of the assistant's, or the results of an answer's tool calls.

const TITLE_MAX_CHARS = 60;

export const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");

export class Conversation {
  #record;
  #children = new Map();

  constructor(record = { id: newId(), title: "", created: Date.now(), updated: Date.now(), settings: {}, nodes: [] }) {
    this.#record = record;
    record.nodes.forEach((node) => this.#register(node));
  }

  // What is kept and exported.
  get record() {
    return this.#record;
  }

  get id() {
    return this.#record.id;
  }

  get isEmpty() {
    return this.#record.nodes.length === 0;
  }

  // The nodes of the branches that are chosen, from the first question on.
  get path() {
    const path = [];
    for (let node = this.#chosenOf(this.#record); node; node = this.#chosenOf(node)) path.push(node);
    return path;
  }

  get last() {
    return this.path.at(-1);
  }

  // Adds a node behind another, or as another first question, and chooses it.
  add(parent, fields) {
    const node = { id: newId(), parent: parent?.id ?? null, ...fields };
    this.#record.nodes.push(node);
    this.#register(node);
    this.choose(node);
    this.touch();
    this.#record.title ||= (fields.text ?? "").trim().slice(0, TITLE_MAX_CHARS);
    return node;
  }

  // What would be kept with one more node.
  recordWith(parent, fields) {
    return { ...this.#record, nodes: [...this.#record.nodes, { parent: parent.id, ...fields }] };
  }

  touch() {
    this.#record.updated = Date.now();
  }

  branches(node) {
    return this.#children.get(node.parent);
  }

  choose(node) {
    this.#parentOf(node).chosen = node.id;
  }

  // What was said up to a node and with it, as a model is to hear it: without what was never answered, and calls without results.
  turnsTo(end) {
    const turns = [];
    const path = this.path;
    const nodes = end ? path.slice(0, path.indexOf(end) + 1) : [];
    for (const [at, node] of nodes.entries()) {
      if (node.role !== "assistant") {
        if (node.role === "user" && turns.at(-1)?.role === "user") turns.pop();
        turns.push(node);
        continue;
      }
      const calls = nodes[at + 1]?.role === "tool" ? node.calls : [];
      if (node.text || calls.length > 0) turns.push({ ...node, calls });
      else if (turns.at(-1)?.role === "user") turns.pop();
    }
    return turns;
  }

  #register(node) {
    this.#children.set(node.parent, [...(this.#children.get(node.parent) ?? []), node]);
  }

  #chosenOf(parent) {
    const children = this.#children.get(parent === this.#record ? null : parent.id) ?? [];
    return children.find(({ id }) => id === parent.chosen) ?? children.at(-1);
  }

  #parentOf(node) {
    return node.parent === null ? this.#record : this.#record.nodes.find(({ id }) => id === node.parent);
  }
}
