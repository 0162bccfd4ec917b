// LangChain's chat model for OpenAI, over either API.
import { ChatOpenAI } from "@langchain/openai";
import { keepsTheContract } from "./contract.mjs";
import { ONLY_CHATS, answered, callsOf, statusOf } from "./langchain.mjs";
import { ONLY_MAKES_RESPONSES } from "./stored-responses.mjs";

// Responses have a status, and no reason why they ended.
function finishOf({ tool_calls: calls, response_metadata: { finish_reason: finish, status } }) {
  if (status !== "completed") return finish ?? status;
  return calls.length > 0 ? "tool_calls" : "stop";
}

const chosen = (useResponsesApi) => (choice, tools) => {
  if (choice?.name) return { type: "function", function: { name: choice.name } };
  if (!choice || !useResponsesApi) return choice;
  // A choice that is a word LangChain does not send over the Responses API: this says the same.
  return { type: "allowed_tools", mode: choice, tools: tools.map(({ name }) => ({ type: "function", name })) };
};

const connect = (useResponsesApi) => (baseURL, apiKey) => {
  const chat = ({ model, temperature }) =>
    new ChatOpenAI({ model, temperature, apiKey, configuration: { baseURL }, maxRetries: 0, useResponsesApi });
  return {
    ...callsOf({ chat, chosen: chosen(useResponsesApi), finishOf }),
    async goOn(question, more, { stream }) {
      const { response_metadata: { id } } = await answered(chat(question), question.content, stream);
      return (await answered(chat(question).withConfig({ previous_response_id: id }), more, stream)).text;
    },
  };
};

const CHAT = { id: "langchain-openai-npm", notOffered: ONLY_CHATS };
const RESPONSES = { id: "langchain-openai-npm-responses", notOffered: ONLY_MAKES_RESPONSES, finishOfNamedCall: "tool_calls" };

export function langChainKeepsTheContract(api) {
  keepsTheContract({
    ...(api === "chat" ? CHAT : RESPONSES),
    api,
    client: "LangChain.js (@langchain/openai)",
    packages: ["@langchain/openai"],
    status: statusOf,
    connect: connect(api === "responses"),
  });
}
