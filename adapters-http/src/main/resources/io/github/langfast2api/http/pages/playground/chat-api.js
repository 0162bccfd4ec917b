// Chat completions, as OpenAI's API reference has them.

export const chat = {
  path: "chat/completions",
  body: ({ model, system, turns, options, format, tools }) => ({
    model,
    messages: [...(system ? [{ role: "system", content: system }] : []), ...turns.flatMap((turn) => messages[turn.role](turn))],
    temperature: options.temperature,
    top_p: options.topP,
    max_completion_tokens: options.maxTokens,
    reasoning_effort: options.effort,
    verbosity: options.verbosity,
    response_format: format && responseFormat(format),
    tools: tools?.map((tool) => ({ type: "function", function: tool })),
    stream: true,
    stream_options: { include_usage: true },
  }),
  reader: () => read,
};

const messages = {
  user: ({ text, pictures }) => [{ role: "user", content: pictures.length > 0 ? parts(text, pictures) : text }],
  assistant: ({ text, calls }) => [{ role: "assistant", content: text, tool_calls: calls.length > 0 ? calls.map(toolCall) : undefined }],
  tool: ({ results }) => results.map(({ id, output }) => ({ role: "tool", tool_call_id: id, content: output })),
};

const parts = (text, pictures) => [
  ...(text ? [{ type: "text", text }] : []),
  ...pictures.map((url) => ({ type: "image_url", image_url: { url } })),
];

const toolCall = ({ id, name, arguments: json }) => ({ id, type: "function", function: { name, arguments: json } });

const responseFormat = ({ type, ...json_schema }) => (type === "json_schema" ? { type, json_schema } : { type });

function read(data) {
  if (data === "[DONE]") return { done: true };
  const { error, choices, usage } = JSON.parse(data);
  if (error) return { error };
  const { delta, finish_reason: finish } = choices[0] ?? {};
  return {
    text: delta?.content,
    calls: delta?.tool_calls?.map(({ index, id, function: called }) => ({ index, id, name: called?.name, arguments: called?.arguments })),
    finish,
    usage: usage && { input: usage.prompt_tokens, output: usage.completion_tokens },
  };
}
