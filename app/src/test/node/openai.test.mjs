// What the real `openai` package sees of the running gateway beyond what is asked of every client, which is in `clients`.
// BASE_URL and API_KEY say where and how.
import { test } from "node:test";
import assert from "node:assert/strict";
import OpenAI from "openai";

const baseURL = process.env.BASE_URL;
const client = new OpenAI({ baseURL, apiKey: process.env.API_KEY, maxRetries: 0 });
const ask = (content, more = {}) => ({ model: "gpt-4.1", messages: [{ role: "user", content }], ...more });

test("a model is found by the name of its version", async () => {
  const model = await client.models.retrieve("gpt-4o-2024-08-06");
  assert.equal(model.id, "gpt-4o-2024-08-06");
  assert.equal(model.object, "model");
});

test("an answer names its model and its request", async () => {
  const { data, request_id: requestId } = await client.chat.completions.create(ask("say Hello there")).withResponse();
  assert.equal(data.model, "gpt-4.1");
  assert.ok(requestId);
});

test("an answer that is faster than its run is whole", async () => {
  for (let i = 0; i < 20; i++) {
    const completion = await client.chat.completions.create(ask(`race ${i}`));
    assert.equal(completion.choices[0].message.content, String(i));
  }
});

test("many streams at once do not mix", async () => {
  const texts = Array.from({ length: 40 }, (_, i) => `${i} `.repeat(20).trim());
  const answers = await Promise.all(
    texts.map(async (text) => {
      let answer = "";
      for await (const chunk of await client.chat.completions.create(ask(`say ${text}`, { stream: true }))) {
        answer += chunk.choices[0]?.delta.content ?? "";
      }
      return answer;
    }),
  );
  assert.deepEqual(answers, texts);
});

test("a connection to the upstream that drops loses nothing", async () => {
  const completion = await client.chat.completions.create(ask("drop what was said before and after"));
  assert.equal(completion.choices[0].message.content, "what was said before and after");
});

test("a failure is an error and no answer", async () => {
  await assert.rejects(client.chat.completions.create(ask("fail no luck")), (e) => e.status >= 500 && /no luck/.test(e.message));
  await assert.rejects(client.chat.completions.create(ask("fail no luck", { stream: true })), (e) => e.status >= 500);
});

test("errors say by code and parameter what they are about", async () => {
  const stranger = new OpenAI({ baseURL, apiKey: "sk-wrong-key-0000", maxRetries: 0 });
  await assert.rejects(stranger.models.list(), { status: 401, code: "invalid_api_key" });
  await assert.rejects(client.models.retrieve("no-such-model"), { status: 404, code: "model_not_found" });
  await assert.rejects(client.chat.completions.create(ask("say x", { model: "gpt-9" })), { status: 404, code: "model_not_found" });
  await assert.rejects(client.chat.completions.create({ model: "gpt-4.1", messages: [] }), { status: 400, param: "messages" });
  await assert.rejects(client.chat.completions.create(ask("say x", { temperature: 7 })), { status: 400, param: "temperature" });
});
