// The `@anthropic-ai/sdk` package, which speaks Anthropic's Messages API: streams by its stream helper, structured output and tools
// by its Zod helpers, and the loop by its tool runner, which first asks for a thread.
import Anthropic, { AuthenticationError, BadRequestError, NotFoundError } from "@anthropic-ai/sdk";
import { betaZodTool } from "@anthropic-ai/sdk/helpers/beta/zod";
import { zodOutputFormat } from "@anthropic-ai/sdk/helpers/zod";
import { keepsTheContract } from "./contract.mjs";

const STATUSES = new Map([[BadRequestError, 400], [AuthenticationError, 401], [NotFoundError, 404]]);

// The contract has OpenAI's words.
const FINISH = { end_turn: "stop", tool_use: "tool_calls", max_tokens: "length" };

const body = ({ model, content, temperature }) => ({
  model,
  temperature,
  max_tokens: 1024,
  messages: [{ role: "user", content }],
});

const textOf = ({ content }) => content.map((block) => block.text ?? "").join("");

const gathered = (message) => {
  const { input_tokens: prompt, output_tokens: completion } = message.usage;
  return { text: textOf(message), finish: FINISH[message.stop_reason], usage: { prompt, completion, total: prompt + completion } };
};

const offered = (tools) => tools.map(({ parameters, ...tool }) => betaZodTool({ ...tool, inputSchema: parameters }));
const declared = (tools) => offered(tools).map(({ name, description, input_schema }) => ({ name, description, input_schema }));
const chosen = (choice) => (choice?.name ? { type: "tool", name: choice.name } : choice && { type: "any" });

const called = (message) => ({
  text: textOf(message),
  calls: message.content
    .filter(({ type }) => type === "tool_use")
    .map(({ id, name, input }) => ({ id, name, arguments: input })),
  finish: FINISH[message.stop_reason],
});

async function lastOf(streams) {
  let message;
  for await (const stream of streams) message = await stream.finalMessage();
  return message;
}

function connect(baseURL, apiKey) {
  const { models, messages, beta } = new Anthropic({ baseURL: baseURL.replace(/\/v1$/, ""), apiKey, maxRetries: 0 });
  return {
    async models() {
      const ids = [];
      for await (const { id } of models.list({ limit: 5 })) ids.push(id);
      return ids;
    },
    model: async (id) => (await models.retrieve(id)).id,
    answer: async (question) => gathered(await messages.create(body(question))),
    async *stream(question, signal) {
      const stream = messages.stream(body(question), { signal });
      for await (const { delta } of stream) if (delta?.text) yield delta.text;
      return gathered(await stream.finalMessage());
    },
    parse: async (question, schema) =>
      (await messages.parse({ ...body(question), output_config: { format: zodOutputFormat(schema) } })).parsed_output,
    async calls(question, { tools, choice, stream }) {
      const asked = { ...body(question), tools: declared(tools), tool_choice: chosen(choice) };
      return called(await (stream ? messages.stream(asked).finalMessage() : messages.create(asked)));
    },
    async loop(question, { tools, stream }) {
      const runner = beta.messages.toolRunner({ ...body(question), tools: offered(tools), stream });
      return textOf(await (stream ? lastOf(runner) : runner));
    },
    async count(question) {
      const { model, messages: asked } = body(question);
      return (await messages.countTokens({ model, messages: asked })).input_tokens;
    },
  };
}

keepsTheContract({
  id: "anthropic-npm",
  api: "messages",
  client: "Anthropic (npm)",
  packages: ["@anthropic-ai/sdk"],
  finishOfNamedCall: "tool_calls",
  status: (error) => STATUSES.get(error.constructor),
  connect,
});
