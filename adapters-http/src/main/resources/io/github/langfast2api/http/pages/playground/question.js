// What is asked of a model, in no API's words: its turns, and of the settings those that the model and the API have.

const NAME = /^[\w-]{1,64}$/;

// What a form's text says as JSON: its value, or the error that it has; neither if it says nothing.
export function schemaOf(text) {
  return parsed(text, (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Error("{ … }");
    return value;
  });
}

// Functions, also in the form that they have in OpenAI's requests.
export function toolsOf(text) {
  return parsed(text, (value) => {
    if (!Array.isArray(value)) throw new Error("[ … ]");
    return value.map((each) => {
      const { name, description, parameters } = each?.function ?? each ?? {};
      if (typeof name !== "string" || !NAME.test(name)) throw new Error(`name ${JSON.stringify(name)}`);
      return { name, description, parameters: parameters ?? each?.input_schema };
    });
  });
}

function parsed(text, read) {
  if (!text?.trim()) return {};
  try {
    return { value: read(JSON.parse(text)) };
  } catch ({ message: error }) {
    return { error };
  }
}

// Which settings a model has in an API.
export const supports = ({ sampling = false, reasoning_efforts: efforts = [], verbosities = [] }, api) => ({
  sampling,
  efforts,
  verbosities: api === "messages" ? [] : verbosities,
  formats: api === "messages" ? ["text", "json_schema"] : ["text", "json_object", "json_schema"],
});

export function question(settings, model, turns) {
  const { sampling, efforts, verbosities, formats } = supports(model, settings.api);
  const tools = toolsOf(settings.tools).value;
  return {
    model: model.id ?? "",
    system: settings.system?.trim(),
    turns,
    options: {
      temperature: sampling ? number(settings.temperature) : undefined,
      topP: sampling ? number(settings.topP) : undefined,
      maxTokens: number(settings.maxTokens),
      effort: efforts.find((each) => each === settings.effort),
      verbosity: verbosities.find((each) => each === settings.verbosity),
    },
    format: formats.includes(settings.format) ? format(settings) : undefined,
    tools: tools?.length > 0 ? tools : undefined,
  };
}

const number = (text) => (text ? Number(text) : undefined);

function format({ format: type, schema: text }) {
  if (type === "json_object") return { type };
  const schema = schemaOf(text).value;
  return type === "json_schema" && schema ? { type, name: "answer", schema } : undefined;
}
