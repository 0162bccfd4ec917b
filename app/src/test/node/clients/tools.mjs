// What is asked of every client about tools. A client's own calls for it, where it has them:
//   calls(question, {tools, choice, stream})   {text, calls: [{id, name, arguments}], finish}: what the model calls; nothing is run
//   loop(question, {tools, stream})            the last text, when each tool that was called has been run and its result sent
// A tool is {name, description, parameters, run}: a Zod schema, and what makes a text of such an object. A choice is "required" or
// {name}. The last text repeats what the upstream was sent, so that it tells whether all of it got there.
import assert from "node:assert/strict";
import { z } from "zod";

const WEATHER = { city: "Zürich \"old town\"", days: 3 };
const OSLO = { city: "Oslo", days: 1 };
const ROME = { city: "Rome" };

const ended = (text, finish = "stop") => [{ write: text }, { end: finish }];
const call = (name, input) => `<tool_call_@ name="${name}">${JSON.stringify(input)}</tool_call_@>`;
const result = (at, name, text) => `<tool_result_@ call="${at}" name="${name}">\n${text}\n</tool_result_@>`;
export const playing = (first, ...next) => ({
  model: "gpt-4.1",
  content: JSON.stringify({ steps: ended(first), next: next.map((text) => ended(text)) }),
});

function toolbox() {
  const ran = [];
  const running = (name, tell) => (input) => {
    ran.push([name, input]);
    return tell(input);
  };
  const tools = [
    {
      name: "get_weather",
      description: "Tells the weather of some days.",
      parameters: z.object({ city: z.string(), days: z.number() }),
      run: running("get_weather", ({ city, days }) => `4 °C in ${city}, ${days} d`),
    },
    {
      name: "get_time",
      description: "Tells the time.",
      parameters: z.object({ city: z.string() }),
      run: running("get_time", ({ city }) => `noon in ${city}`),
    },
  ];
  return { tools, ran };
}

function assertCalls(seen, { text, calls, finish }) {
  const named = seen.calls.map(({ name, arguments: input }) => [name, input]);
  assert.deepEqual({ text: seen.text ?? "", calls: named, finish: seen.finish }, { text, calls, finish });
  const ids = seen.calls.map(({ id }) => id);
  ids.forEach((id) => assert.match(id, /^(call|toolu)_[A-Za-z0-9]{24}$/));
  assert.equal(new Set(ids).size, ids.length, `ids come twice: ${ids}`);
}

// Asserts it of an answer as JSON, and of a stream.
export async function assertBoth(assertOne) {
  for (const stream of [false, true]) await assertOne(stream);
}

export const sent = (...turns) => turns.map((text, at) => [at % 2 === 0 ? "assistant" : "user", text]);

export const TOOL_CHECKS = {
  "tool-call": {
    name: "calls a tool",
    async check({ calls }) {
      const question = playing(`Let me look.\n${call("get_weather", WEATHER)}`);
      await assertBoth(async (stream) => {
        const seen = await calls(question, { ...toolbox(), stream });
        assertCalls(seen, { text: "Let me look.", calls: [["get_weather", WEATHER]], finish: "tool_calls" });
      });
    },
  },
  "parallel-tool-calls": {
    name: "calls two tools at once, and sends both results",
    async check({ calls, loop }) {
      const both = call("get_weather", OSLO) + call("get_time", ROME);
      const question = playing(both, "{messages}");
      await assertBoth(async (stream) => {
        const expected = [["get_weather", OSLO], ["get_time", ROME]];
        assertCalls(await calls(question, { ...toolbox(), stream }), { text: "", calls: expected, finish: "tool_calls" });
        const { tools, ran } = toolbox();
        const said = JSON.parse(await loop(question, { tools, stream }));
        assert.deepEqual(ran, expected);
        const results = `${result(1, "get_weather", "4 °C in Oslo, 1 d")}\n${result(2, "get_time", "noon in Rome")}`;
        assert.deepEqual(said, sent(both, results));
      });
    },
  },
  // The model calls when it is asked once more, which it is where a call was forced.
  "required-tool-call": {
    name: "forces a call",
    async check({ calls }) {
      await assertBoth(async (stream) => {
        const question = playing("It is noon.", call("get_time", ROME));
        const seen = await calls(question, { ...toolbox(), choice: "required", stream });
        assertCalls(seen, { text: "", calls: [["get_time", ROME]], finish: "tool_calls" });
      });
    },
  },
  "named-tool-call": {
    name: "forces a call of one tool",
    async check({ calls }, { finishOfNamedCall = "stop" }) {
      await assertBoth(async (stream) => {
        const question = playing(call("get_weather", OSLO), call("get_time", ROME));
        const seen = await calls(question, { ...toolbox(), choice: { name: "get_time" }, stream });
        assertCalls(seen, { text: "", calls: [["get_time", ROME]], finish: finishOfNamedCall });
      });
    },
  },
  "tool-loop": {
    name: "goes on after results, until the model calls no more",
    async check({ loop }) {
      const first = `Let me look.\n${call("get_weather", WEATHER)}`;
      const second = call("get_time", ROME);
      await assertBoth(async (stream) => {
        const { tools, ran } = toolbox();
        const said = JSON.parse(await loop(playing(first, second, "{messages}"), { tools, stream }));
        assert.deepEqual(ran, [["get_weather", WEATHER], ["get_time", ROME]]);
        const results = [result(1, "get_weather", "4 °C in Zürich \"old town\", 3 d"), result(1, "get_time", "noon in Rome")];
        assert.deepEqual(said, sent(first, results[0], second, results[1]));
      });
    },
  },
};
