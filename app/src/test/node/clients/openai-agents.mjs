// OpenAI's Agents SDK over either API, in the newest line that runs on Node.js 20.
import assert from "node:assert/strict";
import { test } from "node:test";
import OpenAI from "openai";
import { Agent, OpenAIProvider, Runner, setTracingDisabled, tool } from "@openai/agents";
import { z } from "zod";
import { keepsTheContract } from "./contract.mjs";
import { ONLY_MAKES_RESPONSES } from "./stored-responses.mjs";

setTracingDisabled(true);

const NO_MODELS = "a provider of the Agents SDK makes models by their names and asks for none";
const STATUSES = [400, 401, 404];

function runnerOf(baseURL, apiKey, useResponses) {
  const openAIClient = new OpenAI({ baseURL, apiKey, maxRetries: 0 });
  return new Runner({ modelProvider: new OpenAIProvider({ openAIClient, useResponses }) });
}

// A tool that somebody has to approve of interrupts the run, and is not run.
const offered = (tools, needsApproval) => tools.map(({ run, ...more }) => tool({ ...more, needsApproval, execute: run }));

// Why an answer ended stands in what came from the gateway, which the SDK hands on: in a choice of chat completions, or in the status
// of a response.
function finishOf({ choices, output = [], status }) {
  if (choices) return choices[0]?.finish_reason;
  if (status !== "completed") return status;
  return output.some(({ type }) => type === "function_call") ? "tool_calls" : "stop";
}

const finishOfEvent = ({ data }) => (data?.type === "model" ? finishOf(data.event.response ?? data.event) : undefined);

function gathered({ finalOutput: output, newItems, interruptions, rawResponses: [{ usage, providerData }] }, finish) {
  return {
    output,
    text: newItems.find(({ type }) => type === "message_output_item")?.content,
    calls: interruptions.map(({ rawItem: { callId: id, name, arguments: input } }) => ({ id, name, arguments: JSON.parse(input) })),
    finish: finish ?? finishOf(providerData),
    usage: { prompt: usage.inputTokens, completion: usage.outputTokens, total: usage.totalTokens },
  };
}

const connect = (useResponses) => (baseURL, apiKey) => {
  const runner = runnerOf(baseURL, apiKey, useResponses);
  const run = ({ model, content, temperature }, { toolChoice, ...more }, options) =>
    runner.run(new Agent({ name: "assistant", model, modelSettings: { temperature, toolChoice }, ...more }), content, options);

  async function* streamed(question, more, signal) {
    const result = await run(question, more, { stream: true, signal });
    let finish;
    for await (const event of result) {
      finish = finishOfEvent(event) ?? finish;
      if (event.data?.type === "output_text_delta") yield event.data.delta;
    }
    // One that is aborted just ends.
    signal?.throwIfAborted();
    await result.completed;
    return gathered(result, finish);
  }

  async function answered(question, more, stream) {
    if (!stream) return gathered(await run(question, more));
    const pieces = streamed(question, more);
    for (;;) {
      const { value, done } = await pieces.next();
      if (done) return value;
    }
  }

  return {
    answer: (question) => answered(question, {}),
    stream: (question, signal) => streamed(question, {}, signal),
    parse: async (question, outputType) => (await answered(question, { outputType })).output,
    calls: (question, { tools, choice, stream }) =>
      answered(question, { tools: offered(tools, true), toolChoice: choice?.name ?? choice }, stream),
    loop: async (question, { tools, stream }) => (await answered(question, { tools: offered(tools, false) }, stream)).output,
    async goOn(question, more, { stream }) {
      const first = await run(question, {}, { stream });
      await first.completed;
      const next = await run({ ...question, content: more }, {}, { stream, previousResponseId: first.lastResponseId });
      await next.completed;
      return next.finalOutput;
    },
  };
};

const CHAT = { id: "openai-agents", notOffered: { "list-models": NO_MODELS, "get-model": NO_MODELS } };
const RESPONSES = { id: "openai-agents-responses", notOffered: ONLY_MAKES_RESPONSES, finishOfNamedCall: "tool_calls" };

export function agentsSdkKeepsTheContract(api) {
  keepsTheContract({
    ...(api === "chat" ? CHAT : RESPONSES),
    api,
    client: "OpenAI Agents SDK (@openai/agents)",
    packages: ["@openai/agents"],
    status: ({ status }) => (STATUSES.includes(status) ? status : undefined),
    connect: connect(api === "responses"),
  });
}

// Each agent has tools of its own, and with them a mark of its own, in which its model is shown what the other's has called.
export function agentsSdkHandsOver(api) {
  test(`openai-agents hands over to another agent over ${api}, whose model knows what was called`, async () => {
    const clock = { name: "get_time", description: "Tells the time.", parameters: z.object({}), run: () => "noon" };
    const expert = new Agent({ name: "Expert", model: "gpt-4.1", tools: offered([clock], false) });
    const front = new Agent({ name: "Front", model: "gpt-4.1", handoffs: [expert] });
    const calls = ["transfer_to_Expert", "get_time"].map((name) => `<tool_call_@ name="${name}">{}</tool_call_@>`);
    const [first, ...next] = [...calls, "{messages}"].map((write) => [{ write }, { end: "stop" }]);
    const { BASE_URL, API_KEY } = process.env;
    const runner = runnerOf(BASE_URL, API_KEY, api === "responses");
    const { lastAgent, finalOutput } = await runner.run(front, JSON.stringify({ steps: first, next }));
    assert.equal(lastAgent.name, "Expert");
    assert.deepEqual(JSON.parse(finalOutput), [
      ["assistant", calls[0]],
      ["user", "<tool_result_@ call=\"1\" name=\"transfer_to_Expert\">\n{\"assistant\":\"Expert\"}\n</tool_result_@>"],
      ["assistant", calls[1]],
      ["user", "<tool_result_@ call=\"1\" name=\"get_time\">\nnoon\n</tool_result_@>"],
    ]);
  });
}
