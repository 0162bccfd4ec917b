// Messages, as Anthropic's API reference has them.

// It demands a limit.
export const MAX_TOKENS = 4096;

export const messages = {
  path: "messages",
  body: ({ model, system, turns, options, format, tools }) => ({
    model,
    max_tokens: options.maxTokens ?? MAX_TOKENS,
    system: system || undefined,
    messages: turns.map((turn) => turnsAs[turn.role](turn)),
    temperature: options.temperature,
    top_p: options.topP,
    output_config: options.effort || format ? { effort: options.effort, format: format && { type: format.type, schema: format.schema } } : undefined,
    tools: tools?.map(({ name, description, parameters }) => ({ name, description, input_schema: parameters ?? { type: "object" } })),
    stream: true,
  }),
  reader: () => {
    const usage = {};
    return (data) => {
      const event = JSON.parse(data);
      return events[event.type]?.(event, usage) ?? {};
    };
  },
};

const turnsAs = {
  user: ({ text, pictures }) => ({ role: "user", content: pictures.length > 0 ? [...pictures.map(image), ...textBlock(text)] : text }),
  assistant: ({ text, calls }) => ({ role: "assistant", content: calls.length > 0 ? [...textBlock(text), ...calls.map(toolUse)] : text }),
  tool: ({ results }) => ({ role: "user", content: results.map(({ id, output }) => ({ type: "tool_result", tool_use_id: id, content: output })) }),
};

const textBlock = (text) => (text ? [{ type: "text", text }] : []);

const toolUse = ({ id, name, arguments: json }) => ({ type: "tool_use", id, name, input: inputOf(json) });

// A model may have written what is no JSON.
function inputOf(json) {
  try {
    return JSON.parse(json);
  } catch {
    return {};
  }
}

function image(url) {
  const [, media_type, data] = /^data:([^;]*);base64,(.*)$/.exec(url);
  return { type: "image", source: { type: "base64", media_type, data } };
}

const events = {
  message_start: ({ message }, usage) => {
    Object.assign(usage, { input: message.usage?.input_tokens });
  },
  content_block_start: ({ index, content_block: { type, id, name } }) => (type === "tool_use" ? { calls: [{ index, id, name }] } : {}),
  content_block_delta: ({ index, delta }) => (delta.type === "input_json_delta" ? { calls: [{ index, arguments: delta.partial_json }] } : { text: delta.text }),
  message_delta: ({ delta, usage: told }, usage) => ({
    finish: delta.stop_reason,
    usage: told && { input: told.input_tokens ?? usage.input, output: told.output_tokens },
  }),
  message_stop: () => ({ done: true }),
  error: ({ error }) => ({ error }),
};
