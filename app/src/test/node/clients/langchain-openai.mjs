// LangChain's chat model for OpenAI, over either API.
import { HumanMessage } from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import { ChatOpenAI } from "@langchain/openai";
import { keepsTheContract } from "./contract.mjs";
import { ONLY_MAKES_RESPONSES } from "./stored-responses.mjs";

const NO_MODELS = "a chat model of LangChain has its name and asks for no others";
const STATUSES = { MODEL_AUTHENTICATION: 401, MODEL_NOT_FOUND: 404 };

// Responses have a status, and no reason why they ended.
function finishOf({ tool_calls: calls, response_metadata: { finish_reason: finish, status } }) {
  if (status !== "completed") return finish ?? status;
  return calls.length > 0 ? "tool_calls" : "stop";
}

const gathered = (answer) => ({
  text: answer.text,
  finish: finishOf(answer),
  usage: usageOf(answer),
});

const usageOf = ({ usage_metadata: usage }) =>
  usage && { prompt: usage.input_tokens, completion: usage.output_tokens, total: usage.total_tokens };

const offered = (tools) =>
  tools.map(({ name, description, parameters, run }) => tool(run, { name, description, schema: parameters }));

function chosen(choice, tools, useResponsesApi) {
  if (choice?.name) return { type: "function", function: { name: choice.name } };
  if (!choice || !useResponsesApi) return choice;
  // A choice that is a word LangChain does not send over the Responses API: this says the same.
  return { type: "allowed_tools", mode: choice, tools: tools.map(({ name }) => ({ type: "function", name })) };
}

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

const connect = (useResponsesApi) => (baseURL, apiKey) => {
  const chat = ({ model, temperature }) =>
    new ChatOpenAI({ model, temperature, apiKey, configuration: { baseURL }, maxRetries: 0, useResponsesApi });
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
      const model = chat(question).bindTools(offered(tools), { tool_choice: chosen(choice, tools, useResponsesApi) });
      const answer = await answered(model, [new HumanMessage(question.content)], stream);
      const calls = answer.tool_calls.map(({ id, name, args }) => ({ id, name, arguments: args }));
      return { text: answer.text, calls, finish: finishOf(answer) };
    },
    loop(question, { tools, stream }) {
      const bound = offered(tools);
      return answeredAtLast(chat(question).bindTools(bound), bound, [new HumanMessage(question.content)], stream);
    },
    async goOn(question, more, { stream }) {
      const { response_metadata: { id } } = await answered(chat(question), question.content, stream);
      return (await answered(chat(question).withConfig({ previous_response_id: id }), more, stream)).text;
    },
  };
};

const CHAT = { id: "langchain-openai-npm", notOffered: { "list-models": NO_MODELS, "get-model": NO_MODELS } };
const RESPONSES = { id: "langchain-openai-npm-responses", notOffered: ONLY_MAKES_RESPONSES, finishOfNamedCall: "tool_calls" };

export function langChainKeepsTheContract(api) {
  keepsTheContract({
    ...(api === "chat" ? CHAT : RESPONSES),
    api,
    client: "LangChain.js (@langchain/openai)",
    packages: ["@langchain/openai"],
    status: (error) => STATUSES[error.lc_error_code] ?? error.status,
    connect: connect(api === "responses"),
  });
}
