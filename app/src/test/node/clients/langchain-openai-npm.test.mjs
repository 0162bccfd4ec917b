// LangChain's chat model for OpenAI.
import { HumanMessage } from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import { ChatOpenAI } from "@langchain/openai";
import { keepsTheContract } from "./contract.mjs";

const NO_MODELS = "a chat model of LangChain has its name and asks for no others";
const STATUSES = { MODEL_AUTHENTICATION: 401, MODEL_NOT_FOUND: 404 };

const gathered = ({ text, response_metadata: { finish_reason: finish }, usage_metadata: usage }) => ({
  text,
  finish,
  usage: usage && { prompt: usage.input_tokens, completion: usage.output_tokens, total: usage.total_tokens },
});

const offered = (tools) =>
  tools.map(({ name, description, parameters, run }) => tool(run, { name, description, schema: parameters }));

const chosen = (choice) => (choice?.name ? { type: "function", function: { name: choice.name } } : choice);

async function answered(model, messages, stream) {
  if (!stream) return model.invoke(messages);
  let whole;
  for await (const chunk of await model.stream(messages)) whole = whole?.concat(chunk) ?? chunk;
  return whole;
}

// A model of LangChain calls tools, and whoever asks it runs them: its own agents are another package.
async function answeredAtLast(model, tools, messages, stream) {
  for (;;) {
    const answer = await answered(model, messages, stream);
    if (answer.tool_calls.length === 0) return answer.text;
    messages.push(answer);
    for (const call of answer.tool_calls) messages.push(await tools.find(({ name }) => name === call.name).invoke(call));
  }
}

function connect(baseURL, apiKey) {
  const chat = ({ model, temperature }) =>
    new ChatOpenAI({ model, temperature, apiKey, configuration: { baseURL }, maxRetries: 0 });
  return {
    answer: async (question) => gathered(await chat(question).invoke(question.content)),
    async *stream(question, signal) {
      let whole;
      for await (const chunk of await chat(question).stream(question.content, { signal })) {
        whole = whole?.concat(chunk) ?? chunk;
        yield chunk.text;
      }
      return gathered(whole);
    },
    parse: (question, schema) =>
      chat(question).withStructuredOutput(schema, { method: "jsonSchema" }).invoke(question.content),
    async calls(question, { tools, choice, stream }) {
      const model = chat(question).bindTools(offered(tools), { tool_choice: chosen(choice) });
      const answer = await answered(model, [new HumanMessage(question.content)], stream);
      const calls = answer.tool_calls.map(({ id, name, args }) => ({ id, name, arguments: args }));
      return { text: answer.text, calls, finish: answer.response_metadata.finish_reason };
    },
    loop(question, { tools, stream }) {
      const bound = offered(tools);
      return answeredAtLast(chat(question).bindTools(bound), bound, [new HumanMessage(question.content)], stream);
    },
  };
}

keepsTheContract({
  id: "langchain-openai-npm",
  client: "LangChain.js (@langchain/openai)",
  packages: ["@langchain/openai"],
  notOffered: { "list-models": NO_MODELS, "get-model": NO_MODELS },
  status: (error) => STATUSES[error.lc_error_code] ?? error.status,
  connect,
});
