// The real `openai` package against the running gateway; BASE_URL and API_KEY say where and how.
import { test } from "node:test";
import assert from "node:assert/strict";
import OpenAI from "openai";

const baseURL = process.env.BASE_URL;
const client = new OpenAI({ baseURL, apiKey: process.env.API_KEY, maxRetries: 0 });
const ask = (content, more = {}) => ({ model: "gpt-4.1", messages: [{ role: "user", content }], ...more });

test("models are listed and found", async () => {
  const models = await client.models.list();
  assert.equal(models.data.length, 17);
  const model = await client.models.retrieve("gpt-4o-2024-08-06");
  assert.equal(model.object, "model");
  await assert.rejects(client.models.retrieve("no-such-model"), { status: 404, code: "model_not_found" });
});

test("an answer comes as JSON", async () => {
  const { data, request_id: requestId } = await client.chat.completions.create(ask("say Hello there")).withResponse();
  assert.equal(data.choices[0].message.content, "Hello there");
  assert.equal(data.choices[0].finish_reason, "stop");
  assert.equal(data.model, "gpt-4.1");
  assert.ok(requestId);
});

test("an answer comes as a stream, word for word", async () => {
  const text = "Words that come one \"by\" one, ünïcode 你好 😀\nand a second line.";
  const stream = await client.chat.completions.create(ask(`say ${text}`, { stream: true }));
  const deltas = [];
  let finish = null;
  for await (const chunk of stream) {
    deltas.push(chunk.choices[0]?.delta.content ?? "");
    finish = chunk.choices[0]?.finish_reason ?? finish;
  }
  assert.equal(deltas.join(""), text);
  assert.equal(finish, "stop");
  assert.ok(deltas.filter(Boolean).length > 1, "it came in pieces");
});

test("the package's own accumulator takes the stream", async () => {
  const runner = client.chat.completions.stream(ask("say one two three", { stream_options: { include_usage: true } }));
  const completion = await runner.finalChatCompletion();
  assert.equal(completion.choices[0].message.content, "one two three");
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

test("a failure in mid-stream is thrown to the reader", async () => {
  const stream = await client.chat.completions.create(ask("breakoff some text", { stream: true }));
  let text = "";
  await assert.rejects(async () => {
    for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? "";
  }, /broke off/);
  assert.equal(text, "some text");
});

test("bad requests are told apart", async () => {
  await assert.rejects(client.chat.completions.create(ask("say x", { model: "gpt-9" })), { status: 404, code: "model_not_found" });
  await assert.rejects(client.chat.completions.create({ model: "gpt-4.1", messages: [] }), { status: 400, param: "messages" });
  await assert.rejects(client.chat.completions.create(ask("say x", { temperature: 7 })), { status: 400, param: "temperature" });
});

test("a wrong key is refused", async () => {
  const stranger = new OpenAI({ baseURL, apiKey: "sk-wrong-key-0000", maxRetries: 0 });
  await assert.rejects(stranger.models.list(), { status: 401, code: "invalid_api_key" });
});

test("an aborted stream ends", async () => {
  const stream = await client.chat.completions.create(ask(`say ${"word ".repeat(500)}`, { stream: true }));
  for await (const chunk of stream) {
    if (chunk.choices[0]?.delta.content) break;
  }
  assert.ok(stream.controller.signal.aborted);
});
