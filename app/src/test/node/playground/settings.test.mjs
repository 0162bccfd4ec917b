// The settings: those that the model has in the API, in the request and in the code, and what the API says to those that are wrong.
import { test } from "node:test";
import assert from "node:assert/strict";
import { answerOf, ask, assertAccessible, lastTurn, openSimulated, picture, posted, setting, shows } from "./browser.mjs";

const choose = (page, label, value) => page.getByLabel(label, { exact: true }).selectOption(value);
const visible = (page, label) => page.getByLabel(label, { exact: true }).isVisible();

async function sent(page, text = "say it") {
  const request = posted(page);
  await ask(page, text);
  const body = await request;
  await lastTurn(page).locator(".figures").waitFor();
  return body;
}

test("a model's settings are in the request, by the names of each API", async (t) => {
  const page = await openSimulated(t);
  await choose(page, "Model", "gpt-4.1");
  await setting(page, "System prompt", "Be brief.");
  await setting(page, "Temperature", "0.5");
  await setting(page, "Top p", "0.9");
  await setting(page, "Max tokens", "64");
  const { messages, ...chat } = await sent(page);
  assert.deepEqual(messages[0], { role: "system", content: "Be brief." });
  assert.deepEqual(chat, { model: "gpt-4.1", temperature: 0.5, top_p: 0.9, max_completion_tokens: 64, stream: true, stream_options: { include_usage: true } });
  await shows(lastTurn(page).locator(".figures"), /Endedlength$/);
  await choose(page, "API", "Responses");
  const { input, ...response } = await sent(page);
  assert.deepEqual(response, { model: "gpt-4.1", instructions: "Be brief.", temperature: 0.5, top_p: 0.9, max_output_tokens: 64, store: false, stream: true });
  assert.equal(input.length, 3);
  await shows(lastTurn(page).locator(".figures"), /Endedmax_output_tokens$/);
  await choose(page, "API", "Messages");
  const { messages: turns, ...message } = await sent(page);
  assert.deepEqual(message, { model: "gpt-4.1", max_tokens: 64, system: "Be brief.", temperature: 0.5, top_p: 0.9, stream: true });
  assert.equal(turns.length, 5);
  await shows(lastTurn(page).locator(".figures"), /Endedmax_tokens$/);
});

test("effort and verbosity are offered where the model has them, and sampling where that has an effect", async (t) => {
  const page = await openSimulated(t);
  await page.getByRole("tab", { name: "Settings" }).click();
  await choose(page, "Model", "gpt-4.1");
  assert.deepEqual([await visible(page, "Temperature"), await visible(page, "Reasoning effort")], [true, false]);
  await choose(page, "Model", "gpt-5");
  assert.deepEqual([await visible(page, "Temperature"), await visible(page, "Reasoning effort")], [false, true]);
  await choose(page, "Reasoning effort", "low");
  await choose(page, "Verbosity", "high");
  const { reasoning_effort, verbosity } = await sent(page);
  assert.deepEqual([reasoning_effort, verbosity], ["low", "high"]);
  await choose(page, "API", "Responses");
  const { reasoning, text } = await sent(page);
  assert.deepEqual([reasoning, text], [{ effort: "low" }, { verbosity: "high" }]);
  await choose(page, "API", "Messages");
  assert.equal(await visible(page, "Verbosity"), false);
  await choose(page, "API", "Chat completions");
  await choose(page, "Answer as", "JSON");
  await choose(page, "API", "Messages");
  assert.equal(await page.getByLabel("Answer as", { exact: true }).inputValue(), "text");
  assert.deepEqual((await sent(page)).output_config, { effort: "low" });
  await picture(page, "settings");
});

test("an answer in the form of a schema is asked for in every API, and comes", async (t) => {
  const page = await openSimulated(t);
  await page.getByRole("tab", { name: "Settings" }).click();
  await choose(page, "Answer as", "JSON of a schema");
  await setting(page, "JSON schema", "{");
  await shows(page.locator("#schema-wrong"), /^This is no JSON object/);
  await page.locator("#example-schema").click();
  const schema = JSON.parse(await page.getByLabel("JSON schema").inputValue());
  const read = {
    "Chat completions": ({ response_format }) => response_format.json_schema.schema,
    Responses: ({ text }) => text.format.schema,
    Messages: ({ output_config }) => output_config.format.schema,
  };
  for (const api of Object.keys(read)) {
    await choose(page, "API", api);
    assert.deepEqual(read[api](await sent(page, "Which city has many rivers?")), schema);
    const { city, rivers } = JSON.parse(await answerOf(lastTurn(page)).textContent());
    assert.deepEqual([typeof city, Array.isArray(rivers)], ["string", true]);
  }
  await assertAccessible(page);
});

test("what the API refuses is told as the API tells it", async (t) => {
  const page = await openSimulated(t, { expected: [400] });
  await choose(page, "Model", "gpt-4.1");
  await setting(page, "Temperature", "3");
  await ask(page, "hello");
  await shows(lastTurn(page).locator(".details"), /status 400 · .*temperature/);
  await setting(page, "Temperature", "1");
  await lastTurn(page).getByRole("button", { name: "Ask again" }).click();
  await shows(answerOf(lastTurn(page)), /hello/);
});

test("what has had no effect is named", async (t) => {
  const page = await openSimulated(t);
  await page.route("**/v1/chat/completions", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), "x-dropped-parameters": "temperature, seed" } });
  });
  await ask(page, "hello");
  await shows(lastTurn(page).locator(".figures"), /Without effecttemperature, seed$/);
});
