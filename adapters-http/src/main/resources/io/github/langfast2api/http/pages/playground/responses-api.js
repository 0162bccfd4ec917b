// Responses, as OpenAI's API reference has them. The page sends the whole conversation each time, and has nothing kept.

export const responses = {
  path: "responses",
  body: ({ model, system, turns, options, format, tools }) => ({
    model,
    instructions: system || undefined,
    input: turns.flatMap((turn) => items[turn.role](turn)),
    temperature: options.temperature,
    top_p: options.topP,
    max_output_tokens: options.maxTokens,
    reasoning: options.effort && { effort: options.effort },
    text: options.verbosity || format ? { verbosity: options.verbosity, format } : undefined,
    tools: tools?.map((tool) => ({ type: "function", ...tool })),
    store: false,
    stream: true,
  }),
  reader: () => read,
};

const items = {
  user: ({ text, pictures }) => [{ role: "user", content: pictures.length > 0 ? parts(text, pictures) : text }],
  assistant: ({ text, calls }) => [
    ...(text ? [{ role: "assistant", content: text }] : []),
    ...calls.map(({ id, name, arguments: json }) => ({ type: "function_call", call_id: id, name, arguments: json })),
  ],
  tool: ({ results }) => results.map(({ id, output }) => ({ type: "function_call_output", call_id: id, output })),
};

const parts = (text, pictures) => [
  ...(text ? [{ type: "input_text", text }] : []),
  ...pictures.map((image_url) => ({ type: "input_image", image_url })),
];

const ended = ({ response: { status, incomplete_details: details, usage } }) => ({
  finish: details?.reason ?? status,
  usage: usage && { input: usage.input_tokens, output: usage.output_tokens },
});

const events = {
  "response.output_text.delta": ({ delta }) => ({ text: delta }),
  "response.output_item.added": ({ output_index: index, item }) =>
    item.type === "function_call" ? { calls: [{ index, id: item.call_id, name: item.name }] } : {},
  "response.function_call_arguments.delta": ({ output_index: index, delta }) => ({ calls: [{ index, arguments: delta }] }),
  "response.completed": ended,
  "response.incomplete": ended,
  "response.failed": ({ response }) => ({ error: response.error }),
  error: (event) => ({ error: event.error ?? { code: event.code, message: event.message, param: event.param } }),
};

function read(data) {
  if (data === "[DONE]") return { done: true };
  const event = JSON.parse(data);
  return events[event.type]?.(event) ?? {};
}
