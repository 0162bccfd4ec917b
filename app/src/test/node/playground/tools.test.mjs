// Tools that are declared in the settings, called by the model, and answered by hand, in every API.
import { test } from "node:test";
import assert from "node:assert/strict";
import { answerOf, ask, assertAccessible, lastTurn, openSimulated, picture, posted, setting, shows } from "./browser.mjs";

const TOOL = { name: "get_weather", parameters: { type: "object", properties: { city: { type: "string" } } } };

const sentAsResult = {
  "Chat completions": ({ messages }) => messages.slice(-2).map(({ role, tool_calls, content }) => [role, tool_calls?.[0].function ?? content]),
  Responses: ({ input }) => input.slice(-2).map(({ type, name, arguments: json, output }) => [type, name ? { name, arguments: json } : output]),
  Messages: ({ messages }) => messages.slice(-2).map(({ role, content }) => [role, content.at(-1).input ?? content.at(-1).content]),
};
const RESULT = {
  "Chat completions": [["assistant", { name: "get_weather", arguments: '{"city":"Oslo"}' }], ["tool", "rain, 7 °C"]],
  Responses: [["function_call", { name: "get_weather", arguments: '{"city":"Oslo"}' }], ["function_call_output", "rain, 7 °C"]],
  Messages: [["assistant", { city: "Oslo" }], ["user", "rain, 7 °C"]],
};

async function called(t, api, options) {
  const page = await openSimulated(t, options);
  await page.getByLabel("API", { exact: true }).selectOption(api);
  await setting(page, "Tools", JSON.stringify([TOOL]));
  await ask(page, '/call get_weather {"city":"Oslo"}');
  await lastTurn(page).locator(".figures").waitFor();
  return page;
}

for (const api of Object.keys(RESULT)) {
  test(`a call by ${api} is shown, answered by hand, and the model goes on with it`, async (t) => {
    const page = await called(t, api);
    await shows(lastTurn(page).locator(".call p"), "Tool call get_weather");
    await shows(lastTurn(page).locator(".call pre"), '{\n  "city": "Oslo"\n}');
    await shows(page.getByRole("status"), "The model calls get_weather.");
    const result = page.getByLabel("Result of get_weather");
    await result.fill("rain, 7 °C");
    await assertAccessible(page);
    const request = posted(page);
    await page.getByRole("button", { name: "Send the results" }).click();
    assert.deepEqual(sentAsResult[api](await request), RESULT[api]);
    await shows(answerOf(lastTurn(page)), /What came back from the tools is this: get_weather gave “rain, 7 °C”/);
    await page.waitForFunction(() => document.activeElement.id === "draft");
    await lastTurn(page).locator(".figures").waitFor();
    assert.equal(await result.count(), 0);
    await shows(page.locator(".results pre"), "rain, 7 °C");
    await picture(page, `tool-loop-${api.split(" ")[0].toLowerCase()}`);
  });
}

test("a call that is not answered is not sent with what comes after it", async (t) => {
  const page = await called(t, "Chat completions");
  const request = posted(page);
  await ask(page, "never mind");
  const { messages } = await request;
  assert.ok(messages.every(({ tool_calls }) => !tool_calls));
  assert.equal(messages.at(-1).content, "never mind");
  await shows(answerOf(lastTurn(page)), /never mind/);
});

test("tools that are none are told where they stand, and nothing is sent with them", async (t) => {
  const page = await openSimulated(t);
  for (const [text, error] of [["[", /JSON/], ["{}", /\[ … \]/], ['[{"description": "x"}]', /name undefined/], ['[null]', /name/], ['[{"name": "a b"}]', /name "a b"/]]) {
    await setting(page, "Tools", text);
    await shows(page.locator("#tools-wrong"), error);
  }
  await assertAccessible(page);
  await page.getByRole("tab", { name: "As code" }).click();
  await ask(page, "hello");
  await shows(page.getByRole("status"), "The settings are not right: see there.");
  await page.waitForFunction(() => document.activeElement.id === "tools");
  assert.equal(await page.getByRole("article").count(), 0);
  await page.locator("#example-tool").click();
  await page.getByLabel("Message", { exact: true }).press("Enter");
  await shows(answerOf(lastTurn(page)), /The tools it may call are these: get_weather/);
  await lastTurn(page).locator(".figures").waitFor();
  await setting(page, "Tools", "[");
  await lastTurn(page).getByRole("button", { name: "Ask again" }).click();
  await shows(page.getByRole("status"), "The settings are not right: see there.");
  assert.equal(await page.getByRole("article").count(), 2);
  assert.equal(await page.locator(".branches:visible").count(), 0);
});
