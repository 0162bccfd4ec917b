// LangChain's chat model for OpenAI.
import { ChatOpenAI } from "@langchain/openai";
import { keepsTheContract } from "./contract.mjs";

const NO_MODELS = "a chat model of LangChain has its name and asks for no others";
const STATUSES = { MODEL_AUTHENTICATION: 401, MODEL_NOT_FOUND: 404 };

const gathered = ({ text, response_metadata: { finish_reason: finish }, usage_metadata: usage }) => ({
  text,
  finish,
  usage: usage && { prompt: usage.input_tokens, completion: usage.output_tokens, total: usage.total_tokens },
});

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
