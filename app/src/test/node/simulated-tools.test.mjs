// The loop of tools and the structured output of the real `openai` package, where answers are simulated. BASE_URL says where.
import { test } from "node:test";
import assert from "node:assert/strict";
import OpenAI from "openai";
import { zodResponseFormat } from "openai/helpers/zod";
import { z } from "zod";

const client = new OpenAI({ baseURL: process.env.BASE_URL, apiKey: "any", maxRetries: 0 });
const ask = (content, more) => ({ model: "gpt-4.1", messages: [{ role: "user", content }], ...more });

function weather(cities) {
  const parameters = { type: "object", properties: { city: { type: "string" } }, required: ["city"] };
  const tell = ({ city }) => {
    cities.push(city);
    return `It rains in ${city}.`;
  };
  return { type: "function", function: { name: "get_weather", description: "Tells the weather.", parameters, parse: JSON.parse, function: tell } };
}

for (const stream of [false, true]) {
  test(`lines of a message call a tool, and ${stream ? "a stream" : "an answer"} in words repeats the results`, async () => {
    const cities = [];
    const lines = '/call get_weather {"city": "Oslo"}\n/call get_weather {"city": "Rome"}';
    const runner = client.chat.completions.runTools(ask(lines, { stream, tools: [weather(cities)] }));
    const said = await runner.finalContent();
    assert.deepEqual(cities, ["Oslo", "Rome"]);
    assert.match(said, /It rains in Oslo\./);
    assert.match(said, /It rains in Rome\./);
  });
}

test("a tool that is forced is called as its schema allows", async () => {
  const tools = [weather([])];
  const answer = await client.chat.completions.create(ask("Hello.", { tools, tool_choice: "required" }));
  const [call] = answer.choices[0].message.tool_calls;
  assert.equal(call.function.name, "get_weather");
  assert.equal(typeof JSON.parse(call.function.arguments).city, "string");
});

test("an answer follows its schema", async () => {
  const city = z.object({ name: z.string(), rivers: z.array(z.string()), people: z.number() });
  const answer = await client.chat.completions.parse(ask("Basel?", { response_format: zodResponseFormat(city, "city") }));
  assert.ok(city.parse(answer.choices[0].message.parsed));
});
