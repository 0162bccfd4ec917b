// The `openai` package over the Responses API: streams by its helper, structured output and tools by its Zod helpers.
import OpenAI, { AuthenticationError, BadRequestError, NotFoundError } from "openai";
import { zodResponsesFunction, zodTextFormat } from "openai/helpers/zod";
import { keepsTheContract } from "./contract.mjs";

const STATUSES = new Map([[BadRequestError, 400], [AuthenticationError, 401], [NotFoundError, 404]]);

const body = ({ model, content, temperature }) => ({ model, temperature, input: content });
const callsOf = ({ output }) => output.filter(({ type }) => type === "function_call");

const gathered = (response) => ({
  text: response.output_text,
  calls: callsOf(response).map(({ call_id: id, name, parsed_arguments: input }) => ({ id, name, arguments: input })),
  finish: response.status === "completed" ? (callsOf(response).length > 0 ? "tool_calls" : "stop") : response.status,
  usage: { prompt: response.usage.input_tokens, completion: response.usage.output_tokens, total: response.usage.total_tokens },
});

const offered = (tools) => tools.map(({ run, ...tool }) => zodResponsesFunction({ ...tool, function: run }));
const chosen = (choice) => (choice?.name ? { type: "function", name: choice.name } : choice);

function connect(baseURL, apiKey) {
  const { responses } = new OpenAI({ baseURL, apiKey, maxRetries: 0 });
  const answered = (asked, stream) => (stream ? responses.stream(asked).finalResponse() : responses.parse(asked));

  async function lastEvent(asked) {
    let last;
    for await (const event of await responses.create({ ...asked, stream: true })) last = event;
    return last;
  }

  return {
    answer: async (question) => gathered(await responses.create(body(question))),
    async *stream(question, signal) {
      const stream = responses.stream(body(question), { signal });
      for await (const event of stream) if (event.type === "response.output_text.delta") yield event.delta;
      return gathered(await stream.finalResponse());
    },
    async parse(question, schema) {
      return (await responses.parse({ ...body(question), text: { format: zodTextFormat(schema, "city") } })).output_parsed;
    },
    calls: async (question, { tools, choice, stream }) =>
      gathered(await answered({ ...body(question), tools: offered(tools), tool_choice: chosen(choice) }, stream)),
    async loop(question, { tools, stream }) {
      const input = [{ role: "user", content: question.content }];
      for (;;) {
        const response = await answered({ ...body(question), input, tools: offered(tools) }, stream);
        if (callsOf(response).length === 0) return response.output_text;
        input.push(...response.output);
        for (const { call_id, name, parsed_arguments } of callsOf(response)) {
          const output = tools.find((tool) => tool.name === name).run(parsed_arguments);
          input.push({ type: "function_call_output", call_id, output });
        }
      }
    },
    async goOn(question, more, { stream }) {
      const { id: previous_response_id } = await answered(body(question), stream);
      return (await answered({ ...body(question), input: more, previous_response_id }, stream)).output_text;
    },
    async retrieve(question, { stream }) {
      const made = stream ? (await lastEvent(body(question))).response : await responses.create(body(question));
      const { output_text: text, ...found } = await responses.retrieve(made.id);
      return { made: { output_text: text, ...made }, found: { output_text: text, ...found } };
    },
    async inputItems(texts, limit) {
      const input = texts.map((content) => ({ role: "user", content }));
      const { id } = await responses.create({ model: "gpt-4.1", input });
      const listed = [];
      for await (const { content } of responses.inputItems.list(id, { limit, order: "asc" })) listed.push(content[0].text);
      return listed;
    },
    async remove(question) {
      const { id } = await responses.create(body(question));
      await responses.delete(id);
      await responses.retrieve(id);
    },
    count: async (question) => (await responses.inputTokens.count(body(question))).input_tokens,
  };
}

keepsTheContract({
  id: "openai-npm-responses",
  api: "responses",
  client: "openai (npm)",
  packages: ["openai"],
  finishOfNamedCall: "tool_calls",
  status: (error) => STATUSES.get(error.constructor),
  connect,
});
