// LangChain's chat model for Anthropic, which wants the address without /v1.
import { ChatAnthropic } from "@langchain/anthropic";
import { keepsTheContract } from "./contract.mjs";
import { ONLY_CHATS, callsOf, statusOf } from "./langchain.mjs";

// The contract has OpenAI's words.
const FINISH = { end_turn: "stop", tool_use: "tool_calls", max_tokens: "length" };

// An answer as JSON has it in the one, and one that was streamed in the other.
const finishOf = ({ response_metadata: metadata, additional_kwargs: more }) =>
  FINISH[metadata.stop_reason ?? more.stop_reason];

const chosen = (choice) => (choice?.name ? { type: "tool", name: choice.name } : choice);

function connect(baseURL, apiKey) {
  const anthropicApiUrl = baseURL.replace(/\/v1$/, "");
  const chat = ({ model, temperature }) => new ChatAnthropic({ model, temperature, apiKey, anthropicApiUrl, maxRetries: 0 });
  return callsOf({ chat, chosen, finishOf });
}

keepsTheContract({
  id: "langchain-anthropic-npm",
  api: "messages",
  client: "LangChain.js (@langchain/anthropic)",
  packages: ["@langchain/anthropic"],
  finishOfNamedCall: "tool_calls",
  notOffered: { ...ONLY_CHATS, "input-tokens": "it estimates tokens by itself" },
  status: statusOf,
  connect,
});
