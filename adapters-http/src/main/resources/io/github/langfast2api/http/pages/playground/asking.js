// One answer at a time: a question to an API, and what comes of it in the conversation and on the page.
import { answer as answerOf } from "./api.js";
import { Answer } from "./answer.js";
import { headline } from "./answer-view.js";
import { apis } from "./apis.js";
import { text } from "./i18n.js";
import { key } from "./key.js";
import { say } from "./notice.js";
import { question } from "./question.js";

const simulated = document.body.dataset.simulated === "true";

export class Asking {
  #thread;
  #underway;

  constructor(thread) {
    this.#thread = thread;
  }

  // Asks for an answer to what is said up to a node, with settings and the model that they name; ends with it, or its failure.
  ask(conversation, parent, settings, model) {
    const stop = new AbortController();
    const asked = question(settings, model, conversation.turnsTo(parent));
    const answer = new Answer(asked.model + (simulated ? ` · ${text("simulated")}` : ""));
    const done = this.#answer(conversation, parent, answer, apis[settings.api], asked, stop.signal);
    this.#underway = { stop, done, conversation, parent, answer };
    return done;
  }

  // The conversation with what there is of the answer that is coming, if one is: as it is to be found if the tab is closed now.
  get partial() {
    const { conversation, parent, answer } = this.#underway ?? {};
    return answer?.fields.text ? conversation.recordWith(parent, { ...answer.fields, stopped: true }) : undefined;
  }

  stop() {
    this.#underway?.stop.abort();
  }

  // Stops the answer that is coming, if one is, and waits until it is a part of its conversation.
  async interrupt() {
    this.stop();
    await this.#underway?.done;
  }

  async #answer(conversation, parent, answer, api, asked, signal) {
    this.#thread.show(conversation, parent);
    const view = this.#thread.begin(answer.fields.by);
    say(text("answer.waiting"));
    let failure;
    try {
      for await (const piece of answerOf(api, api.body(asked), key(), signal)) {
        answer.take(piece);
        if (piece.text) view.append(piece.text);
      }
      answer.whole();
    } catch (error) {
      failure = signal.aborted ? undefined : error;
      if (signal.aborted) answer.stopped();
      else answer.failed(error);
    }
    this.#underway = undefined;
    this.#thread.end(conversation, view, conversation.add(parent, answer.fields));
    say(told(answer.fields));
    return failure;
  }
}

function told(node) {
  if (node.stopped) return text("answer.stopped");
  if (node.failure) return `${headline(node)} ${node.failure.message}`;
  if (node.calls.length > 0) return text("answer.calls", { names: node.calls.map(({ name }) => name).join(", ") });
  return text("answer.complete", { answer: node.text });
}
