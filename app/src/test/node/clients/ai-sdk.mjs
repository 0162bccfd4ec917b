// The AI SDK, whichever of its packages gives the model, and whichever API that speaks.
import assert from "node:assert/strict";
import { APICallError, Output, generateText, stepCountIs, streamText, tool } from "ai";
import { keepsTheContract } from "./contract.mjs";
import { ONLY_MAKES_RESPONSES } from "./stored-responses.mjs";

const NO_MODELS = "a provider of the AI SDK makes models by their names and asks for none";
const NO_COUNT = "it has no call for that";

const gathered = ({ text, finishReason: finish, totalUsage: usage }) => ({
  text,
  finish,
  usage: { prompt: usage.inputTokens, completion: usage.outputTokens, total: usage.totalTokens },
});

// What went wrong with a stream is told to listeners, as the gateway said it: the text just ends, and its reason is "error".
function listeners(signal) {
  const heard = { finish: "error" };
  return {
    heard,
    onError: ({ error }) => (heard.error = error),
    onAbort: () => (heard.error = signal.reason),
    onFinish: ({ finishReason }) => (heard.finish = finishReason),
  };
}

function failure({ error, finish }) {
  assert.equal(finish, "error");
  return new Error(error.message);
}

const offered = (tools, isRun) =>
  Object.fromEntries(
    tools.map(({ name, description, parameters, run }) => [
      name,
      tool({ description, inputSchema: parameters, ...(isRun && { execute: run }) }),
    ]),
  );

const chosen = (choice) => (choice?.name ? { type: "tool", toolName: choice.name } : choice);

// Both give the same: one promises each part, the other has all of it.
const made = async (settings, stream) => (stream ? streamText(settings) : generateText(settings));

const connect = (provide, optionsOfParse) => (baseURL, apiKey) => {
  const model = provide({ baseURL, apiKey });
  const call = ({ model: name, content, temperature, topP }) => ({
    model: model(name),
    prompt: content,
    temperature,
    topP,
    maxRetries: 0,
  });
  return {
    answer: async (question) => gathered(await generateText(call(question))),
    async *stream(question, abortSignal) {
      const { heard, ...on } = listeners(abortSignal);
      const result = streamText({ ...call(question), abortSignal, ...on });
      yield* result.textStream;
      if (heard.error) throw failure(heard);
      const [text, finishReason, totalUsage] = await Promise.all([result.text, result.finishReason, result.totalUsage]);
      return gathered({ text, finishReason, totalUsage });
    },
    async parse(question, schema) {
      const asked = { ...call(question), output: Output.object({ schema }), providerOptions: optionsOfParse };
      return (await generateText(asked)).output;
    },
    async calls(question, { tools, choice, stream }) {
      const result = await made({ ...call(question), tools: offered(tools, false), toolChoice: chosen(choice) }, stream);
      const calls = (await result.toolCalls).map(({ toolCallId: id, toolName: name, input }) => ({ id, name, arguments: input }));
      return { text: await result.text, calls, finish: (await result.finishReason).replace("-", "_") };
    },
    async loop(question, { tools, stream }) {
      const result = await made({ ...call(question), tools: offered(tools, true), stopWhen: stepCountIs(5) }, stream);
      return await result.text;
    },
    async goOn(question, more, { stream }) {
      const { openai } = await (await made(call(question), stream)).providerMetadata;
      const providerOptions = { openai: { previousResponseId: openai.responseId } };
      return await (await made({ ...call(question), prompt: more, providerOptions }, stream)).text;
    },
  };
};

const CHAT = { api: "chat", notOffered: { "list-models": NO_MODELS, "get-model": NO_MODELS } };
const RESPONSES = { api: "responses", notOffered: ONLY_MAKES_RESPONSES, finishOfNamedCall: "tool_calls" };
const MESSAGES = {
  api: "messages",
  notOffered: { ...CHAT.notOffered, "input-tokens": NO_COUNT },
  finishOfNamedCall: "tool_calls",
  // A temperature above 1 it sends as 1.
  outOfRange: { asked: { topP: 3 }, told: /top_p/ },
};
const APIS = { chat: CHAT, responses: RESPONSES, messages: MESSAGES };

/** `provide` makes of the base URL and the key what makes a model of its name. `optionsOfParse` are the provider's, for a schema. */
export function anAiSdkKeepsTheContract({ id, name, provide, api = "chat", optionsOfParse }) {
  keepsTheContract({
    ...APIS[api],
    id,
    client: `AI SDK with ${name}`,
    packages: ["ai", name],
    status: (error) => (APICallError.isInstance(error) ? error.statusCode : undefined),
    connect: connect(provide, optionsOfParse),
  });
}
