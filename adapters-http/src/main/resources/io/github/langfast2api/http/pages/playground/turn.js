// A question and its answer as they are shown. All that comes from outside is text and nothing else.

const template = document.getElementById("turn");

export class Turn {
  #element = template.content.firstElementChild.cloneNode(true);
  #answer = document.createTextNode("");
  #sent = performance.now();
  #first = 0;
  #last = 0;
  #finish = "";
  #usage;

  constructor(question, by) {
    this.#part("question").textContent = question;
    this.#part("by").textContent = by;
    this.#part("answer").append(this.#answer);
    this.#element.setAttribute("aria-busy", "true");
  }

  get element() {
    return this.#element;
  }

  get answer() {
    return this.#answer.data;
  }

  get failure() {
    return `${this.#part("what").textContent} ${this.#part("message").textContent}`;
  }

  take({ choices: [choice], usage }) {
    this.#finish = choice?.finish_reason ?? this.#finish;
    this.#usage = usage ?? this.#usage;
    const text = choice?.delta.content;
    if (!text) return;
    this.#last = performance.now();
    this.#first ||= this.#last;
    this.#answer.appendData(text);
  }

  stopped() {
    this.#end({ Ended: "you stopped it" });
  }

  whole() {
    this.#end(this.#finish === "stop" ? {} : { Ended: this.#finish });
  }

  failed({ message, status, type, code, param, requestId, retryAfter }) {
    this.#part("failure").hidden = false;
    this.#part("what").textContent = this.answer ? "This answer is not whole: it broke off." : "There is no answer.";
    this.#part("message").textContent = message;
    const facts = { status, code, type, param, request: requestId, "retry after": retryAfter && `${retryAfter} s` };
    const told = Object.entries(facts).filter(([, value]) => value);
    this.#part("details").textContent = told.map(([name, value]) => `${name} ${value}`).join(" · ");
    this.#end({});
  }

  #end(more) {
    this.#element.removeAttribute("aria-busy");
    const figures = Object.entries({ ...this.#times(), ...this.#cost(), ...more });
    this.#part("figures").append(...figures.map(([name, value]) => figure(name, value)));
    this.#part("figures").hidden = figures.length === 0;
  }

  #times() {
    return this.#first ? { "First token": duration(this.#first - this.#sent), Total: duration(this.#last - this.#sent) } : {};
  }

  #cost() {
    if (!this.#usage) return {};
    const { prompt_tokens: asked, completion_tokens: answered } = this.#usage;
    const seconds = (this.#last - this.#first) / 1000;
    const speed = seconds > 0 ? { Speed: `${(answered / seconds).toFixed(answered / seconds < 10 ? 1 : 0)} tokens/s` } : {};
    return { ...speed, Tokens: `${asked} in, ${answered} out` };
  }

  #part(name) {
    return this.#element.querySelector(`.${name}`);
  }
}

const duration = (millis) => (millis < 1000 ? `${Math.round(millis)} ms` : `${(millis / 1000).toFixed(1)} s`);

function figure(name, value) {
  const group = document.createElement("div");
  const [term, description] = [document.createElement("dt"), document.createElement("dd")];
  term.textContent = name;
  description.textContent = value;
  group.append(term, description);
  return group;
}
