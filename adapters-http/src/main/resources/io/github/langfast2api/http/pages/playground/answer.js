// An answer as it comes: the fields of its node, and what it took.

import { newId } from "./conversation.js";

// How an answer ends that is what was asked for.
const ORDINARY = new Set(["stop", "completed", "end_turn", "tool_calls", "tool_use", ""]);

export class Answer {
  #sent = performance.now();
  #first = 0;
  #last = 0;
  #calls = new Map();
  #usage = {};
  #fields = { id: newId(), role: "assistant", text: "", calls: [], by: "", finish: "", dropped: "", stopped: false, figures: {} };

  constructor(by) {
    this.#fields.by = by;
  }

  get fields() {
    return this.#fields;
  }

  take({ text, calls, finish, usage, dropped }) {
    this.#fields.finish = finish ?? this.#fields.finish;
    this.#fields.dropped = dropped ?? this.#fields.dropped;
    this.#usage = usage ?? this.#usage;
    if (text) this.#fields.text += text;
    calls?.forEach((call) => this.#takeCall(call));
    if (!text && !calls) return;
    this.#last = performance.now();
    this.#first ||= this.#last;
  }

  whole() {
    this.#fields.calls = [...this.#calls.values()];
    this.#end();
  }

  stopped() {
    this.#fields.stopped = true;
    this.#end();
  }

  failed({ message, status, code, type, param, requestId, retryAfter }) {
    const facts = { message, status, code, type, param, requestId, retryAfter };
    this.#fields.failure = Object.fromEntries(Object.entries(facts).filter(([, value]) => value));
    this.#end();
  }

  #takeCall({ index, id, name, arguments: json = "" }) {
    const call = this.#calls.get(index) ?? { id: "", name: "", arguments: "" };
    this.#calls.set(index, { id: id ?? call.id, name: name ?? call.name, arguments: call.arguments + json });
  }

  #end() {
    if (this.#first) Object.assign(this.#fields.figures, { first: this.#first - this.#sent, total: this.#last - this.#sent });
    Object.assign(this.#fields.figures, this.#usage);
  }
}

export const isOrdinary = (finish) => ORDINARY.has(finish);
