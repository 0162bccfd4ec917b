// The `openai` package: streams by its stream runner, structured output and tools by its Zod helpers, and the loop by `runTools`.
import OpenAI, { AuthenticationError, BadRequestError, NotFoundError } from "openai";
import { zodFunction, zodResponseFormat } from "openai/helpers/zod";
import { keepsTheContract } from "./contract.mjs";

const STATUSES = new Map([[BadRequestError, 400], [AuthenticationError, 401], [NotFoundError, 404]]);

const body = ({ model, content, temperature }) => ({ model, temperature, messages: [{ role: "user", content }] });

const gathered = ({ choices: [{ message, finish_reason: finish }], usage }) => ({
  text: message.content,
  finish,
  usage: usage && { prompt: usage.prompt_tokens, completion: usage.completion_tokens, total: usage.total_tokens },
});

const offered = (tools) => tools.map(({ run, ...tool }) => zodFunction({ ...tool, function: run }));
const chosen = (choice) => (choice?.name ? { type: "function", function: { name: choice.name } } : choice);

const called = ({ choices: [{ message, finish_reason: finish }] }) => ({
  text: message.content,
  calls: message.tool_calls.map(({ id, function: { name, parsed_arguments: input } }) => ({ id, name, arguments: input })),
  finish,
});

function connect(baseURL, apiKey) {
  const { models, chat } = new OpenAI({ baseURL, apiKey, maxRetries: 0 });
  return {
    async models() {
      const ids = [];
      for await (const { id } of models.list()) ids.push(id);
      return ids;
    },
    model: async (id) => (await models.retrieve(id)).id,
    answer: async (question) => gathered(await chat.completions.create(body(question))),
    async *stream(question, signal) {
      const runner = chat.completions.stream({ ...body(question), stream_options: { include_usage: true } }, { signal });
      for await (const { choices } of runner) yield choices[0]?.delta.content;
      return gathered(await runner.finalChatCompletion());
    },
    async parse(question, schema) {
      const format = zodResponseFormat(schema, "city");
      const { choices } = await chat.completions.parse({ ...body(question), response_format: format });
      return choices[0].message.parsed;
    },
    async calls(question, { tools, choice, stream }) {
      const asked = { ...body(question), tools: offered(tools), tool_choice: chosen(choice) };
      const { completions } = chat;
      return called(await (stream ? completions.stream(asked).finalChatCompletion() : completions.parse(asked)));
    },
    loop: (question, { tools, stream }) =>
      chat.completions.runTools({ ...body(question), tools: offered(tools), stream }).finalContent(),
  };
}

keepsTheContract({
  id: "openai-npm",
  client: "openai (npm)",
  packages: ["openai"],
  status: (error) => STATUSES.get(error.constructor),
  connect,
});
