// LangChain's chat models, whichever of its packages makes them.
import { HumanMessage } from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";

const NO_MODELS = "a chat model of LangChain has its name and asks for no others";

/** What no chat model offers. */
export const ONLY_CHATS = { "list-models": NO_MODELS, "get-model": NO_MODELS };

const usageOf = ({ usage_metadata: usage }) =>
  usage && { prompt: usage.input_tokens, completion: usage.output_tokens, total: usage.total_tokens };

const offered = (tools) =>
  tools.map(({ name, description, parameters, run }) => tool(run, { name, description, schema: parameters }));

/** The answer, which a stream's chunks are put together to. */
export async function answered(model, messages, stream) {
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

/** What the contract asks, of what `chat` makes of a question; `chosen` gives the model's tool_choice, `finishOf` an answer's end. */
export function callsOf({ chat, chosen, finishOf }) {
  const gathered = (answer) => ({ text: answer.text, finish: finishOf(answer), usage: usageOf(answer) });
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
      const model = chat(question).bindTools(offered(tools), { tool_choice: chosen(choice, tools) });
      const answer = await answered(model, [new HumanMessage(question.content)], stream);
      const calls = answer.tool_calls.map(({ id, name, args }) => ({ id, name, arguments: args }));
      return { text: answer.text, calls, finish: finishOf(answer) };
    },
    loop(question, { tools, stream }) {
      const bound = offered(tools);
      return answeredAtLast(chat(question).bindTools(bound), bound, [new HumanMessage(question.content)], stream);
    },
  };
}

const STATUSES = { MODEL_AUTHENTICATION: 401, MODEL_NOT_FOUND: 404 };

export const statusOf = (error) => STATUSES[error.lc_error_code] ?? error.status;
