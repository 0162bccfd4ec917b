// The settings of a conversation: a form, which shows those that the chosen model has in the chosen API.
import { byId, element } from "./elements.js";
import { MAX_TOKENS } from "./messages-api.js";
import { text } from "./i18n.js";
import { schemaOf, supports, toolsOf } from "./question.js";

const EXAMPLE_TOOL = [{ name: "get_weather", description: "The weather in a city", parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] } }];
const EXAMPLE_SCHEMA = { type: "object", properties: { city: { type: "string" }, rivers: { type: "array", items: { type: "string" } } }, required: ["city", "rivers"], additionalProperties: false };

export class Settings {
  #form = byId("settings");
  #models = new Map();
  #wanted = {};
  #onChange;

  constructor(onChange) {
    this.#onChange = onChange;
    this.#form.addEventListener("submit", (event) => event.preventDefault());
    for (const each of this.#form.elements) each.addEventListener("input", () => this.#changed());
    byId("example-tool").addEventListener("click", () => this.#insert("tools", EXAMPLE_TOOL));
    byId("example-schema").addEventListener("click", () => this.#insert("schema", EXAMPLE_SCHEMA));
  }

  get values() {
    return Object.fromEntries(new FormData(this.#form));
  }

  get model() {
    return this.#models.get(this.values.model) ?? {};
  }

  // Whether all can be sent as it is.
  get areRight() {
    return this.#faults().every(({ error }) => !error);
  }

  // Takes over what there is of it; a model or an effort that is not there is left as it was.
  set values(values) {
    this.#wanted = values;
    for (const [name, value] of Object.entries(values)) {
      const field = this.#form.elements[name];
      if (field && (field.tagName !== "SELECT" || [...field.options].some((option) => option.value === value))) field.value = value;
    }
    this.#fit();
    // What only the model that is chosen now has.
    for (const name of ["effort", "verbosity"]) if (values[name]) this.#choose(name, values[name]);
  }

  set models(models) {
    const { model } = this.#form.elements;
    const isFirst = this.#models.size === 0;
    const chosen = model.value;
    this.#models = new Map(models.map((each) => [each.id, each]));
    model.replaceChildren(...models.map(({ id }) => new Option(id, id, false, id === chosen)));
    model.disabled = false;
    if (isFirst) this.values = this.#wanted;
    this.#fit();
  }

  focusFault() {
    this.#form.elements[this.#faults().find(({ error }) => error).name].focus();
  }

  #changed() {
    this.#fit();
    this.#onChange();
  }

  #insert(name, value) {
    this.#form.elements[name].value = JSON.stringify(value, null, 2);
    this.#changed();
  }

  #choose(name, value) {
    const field = this.#form.elements[name];
    if ([...field.options].some((option) => option.value === value)) field.value = value;
  }

  #fit() {
    const { sampling, efforts, verbosities, formats } = supports(this.model, this.values.api);
    for (const name of ["temperature", "topP"]) byId(`${name}-field`).hidden = !sampling;
    this.#offer("effort", efforts);
    this.#offer("verbosity", verbosities);
    const { format } = this.#form.elements;
    for (const option of format.options) option.hidden = !formats.includes(option.value);
    if (!formats.includes(format.value)) format.value = "text";
    byId("schema-field").hidden = this.values.format !== "json_schema";
    this.#form.elements.temperature.max = this.values.api === "messages" ? 1 : 2;
    const most = this.values.api === "messages" ? MAX_TOKENS : this.model.max_completion_tokens;
    this.#form.elements.maxTokens.placeholder = most ?? "";
    for (const { name, error } of this.#faults()) {
      byId(`${name}-wrong`).textContent = error ? text(`${name}.wrong`, { error }) : "";
      this.#form.elements[name].setAttribute("aria-invalid", Boolean(error));
    }
  }

  #offer(name, values) {
    const field = this.#form.elements[name];
    const chosen = field.value;
    field.replaceChildren(element("option", { value: "" }, text("choice.model")), ...values.map((value) => new Option(value, value)));
    this.#choose(name, chosen);
    byId(`${name}-field`).hidden = values.length === 0;
  }

  #faults() {
    const { format, schema, tools } = this.values;
    const { error } = format === "json_schema" ? schemaOf(schema) : {};
    return [{ name: "schema", error }, { name: "tools", error: toolsOf(tools).error }];
  }
}
