// The description against the gateway that serves it; GATEWAY_URL says where.
import { test } from "node:test";
import assert from "node:assert/strict";
import { Validator } from "@seriousme/openapi-schema-validator";
import Ajv from "ajv/dist/2020.js";
import { parse } from "yaml";

const url = process.env.GATEWAY_URL;
const text = await (await fetch(url + "/openapi.yaml")).text();
const api = parse(text);
const refused = ({ $ref }) => api.components.responses[$ref.split("/").at(-1)];
const METHODS = ["get", "put", "post", "delete", "patch"];
const ask = { model: "gpt-4.1", messages: [{ role: "user", content: "Hello!" }] };

const ajv = new Ajv({ strict: false });
ajv.addSchema(api, "api");
const schema = (name) => ajv.getSchema(`api#/components/schemas/${name}`);

function assertIs(name, value) {
  const valid = schema(name);
  assert.ok(valid(value), `${JSON.stringify(valid.errors)} in ${JSON.stringify(value)}`);
}

const postTo = (path, body) =>
  fetch(url + path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
const post = (body) => postTo("/v1/chat/completions", body);

/** The body that a request of an operation may have. */
const example = (operation) => operation.requestBody?.content["application/json"].example ?? ask;

/** Where a path with its examples in it is served; that of a response is made for it. */
async function address(path, operation) {
  if (path.startsWith("/v1/responses/{id}")) {
    const { id } = await (await postTo("/v1/responses", { model: "gpt-4.1", input: "Hello!" })).json();
    return url + path.replace("{id}", id);
  }
  return (operation.parameters ?? [])
    .filter((parameter) => parameter.in === "path")
    .reduce((at, parameter) => at.replace(`{${parameter.name}}`, parameter.example), url + path);
}

/** The data of the first event of a stream that goes on. */
async function firstEvent({ body }) {
  let text = "";
  for await (const part of body.pipeThrough(new TextDecoderStream())) {
    text += part;
    if (text.includes("\n\n")) break;
  }
  return text.slice("data: ".length, text.indexOf("\n\n"));
}

test("it is OpenAPI 3.1", async () => {
  const { valid, errors } = await new Validator().validate(api);
  assert.ok(valid, JSON.stringify(errors));
});

for (const [path, item] of Object.entries(api.paths)) {
  for (const [method, operation] of Object.entries(item)) {
    test(`${method} ${path} is served as it is described`, async () => {
      const at = await address(path, operation);
      const response =
        method === "post"
          ? await postTo(at.slice(url.length), example(operation))
          : await fetch(at, { method: method.toUpperCase() });
      const described = operation.responses[response.status];
      assert.ok(described, `${response.status} is not described`);
      const type = response.headers.get("content-type").split(";")[0];
      const content = described.$ref ? refused(described).content[type] : described.content[type];
      assert.ok(content, `${type} is not described`);
      const body = await (type === "text/event-stream" ? firstEvent(response) : response.text());
      if (type === "application/json" || type === "text/event-stream") {
        assertIs(content.schema.$ref.split("/").at(-1), JSON.parse(body));
      }
    });
  }
  const others = METHODS.filter((method) => !(method in item));
  test(`${path} is served by no other method`, async () => {
    const operation = Object.values(item)[0];
    for (const method of others) {
      const { status } = await fetch(await address(path, operation), { method: method.toUpperCase() });
      assert.ok([404, 405].includes(status), `${method}: ${status}`);
    }
  });
}

test("a stream's events are chunks as they are described", async () => {
  const response = await post({ ...ask, stream: true, stream_options: { include_usage: true } });
  assert.equal(response.headers.get("content-type").split(";")[0], "text/event-stream");
  const events = (await response.text()).trim().split("\n\n").map((event) => event.replace(/^data: /, ""));
  assert.equal(events.pop(), "[DONE]");
  assert.ok(events.length > 3);
  events.forEach((event) => assertIs("ChatCompletionChunk", JSON.parse(event)));
});

test("a response's events are as they are described", async () => {
  const request = { model: "gpt-4.1", input: '/call f {"a":1}', stream: true, tools: [{ type: "function", name: "f" }] };
  assertIs("ResponseRequest", request);
  const events = (await (await postTo("/v1/responses", request)).text()).trim().split("\n\n");
  assert.equal(events.pop(), "data: [DONE]");
  events.forEach((event) => assertIs("ResponseEvent", JSON.parse(event.slice(event.indexOf("data: ") + 6))));
  assert.ok(events.at(-1).startsWith("event: response.completed\n"));
});

test("a message's events are as they are described", async () => {
  const tools = [{ name: "f", input_schema: { type: "object" } }];
  const messages = [{ role: "user", content: '/call f {"a":1}' }];
  const request = { model: "gpt-4.1", max_tokens: 99, messages, stream: true, tools };
  assertIs("MessagesRequest", request);
  const events = (await (await postTo("/v1/messages", request)).text()).trim().split("\n\n");
  events.forEach((event) => assertIs("MessageEvent", JSON.parse(event.slice(event.indexOf("data: ") + 6))));
  assert.ok(events.at(-1).startsWith("event: message_stop\n"));
});

test("Anthropic's clients are told of models and errors as it is described", async () => {
  const headers = { "anthropic-version": "2023-06-01" };
  const list = await (await fetch(url + "/v1/models?limit=3", { headers })).json();
  assertIs("ModelList", list);
  assert.equal(list.data.length, 3);
  assert.ok(list.has_more);
  for (const wrong of [{}, { ...ask, max_tokens: 9, model: "claude-none" }, { ...ask, max_tokens: 9, tools: [{}] }]) {
    const response = await postTo("/v1/messages", wrong);
    assert.ok(api.paths["/v1/messages"].post.responses[response.status], response.status);
    assertIs("AnthropicError", await response.json());
  }
});

const schemaOf = { type: "object", properties: { city: { type: "string" } } };
const tool = { type: "function", function: { name: "get_weather", parameters: schemaOf } };
const called = { role: "user", content: '/call get_weather {"city":"Oslo"}' };
const turn = {
  role: "assistant",
  content: null,
  tool_calls: [{ id: "a", type: "function", function: { name: "get_weather", arguments: "{}" } }],
};
const result = { role: "tool", tool_call_id: "a", content: "rain" };
const named = { type: "function", function: { name: "get_weather" } };
const allowed = { type: "allowed_tools", allowed_tools: { mode: "required", tools: [named] } };
const format = { type: "json_schema", json_schema: { name: "s", schema: schemaOf, strict: true } };
const OF_TOOLS = [
  [{ messages: [called], tools: [tool] }, "tool_calls"],
  [{ messages: [called], tools: [tool], tool_choice: "required", parallel_tool_calls: false }, "tool_calls"],
  [{ messages: [called], tools: [tool], tool_choice: named }, "stop"],
  [{ messages: [called], tools: [tool], tool_choice: allowed }, "tool_calls"],
  [{ messages: [called], functions: [tool.function] }, "function_call"],
  [{ messages: [called, turn, result], tools: [tool] }, "stop"],
  [{ messages: [called], response_format: format }, "stop"],
];

for (const [members, reason] of OF_TOOLS) {
  test(`${JSON.stringify(members)} is asked and answered as it is described`, async () => {
    const request = { ...ask, ...members };
    assertIs("ChatRequest", request);
    const answer = await (await post(request)).json();
    assertIs("ChatCompletion", answer);
    assert.equal(answer.choices[0].finish_reason, reason);
    const again = { ...request, messages: [...request.messages, answer.choices[0].message] };
    assertIs("ChatRequest", again);
    const events = await (await post({ ...request, stream: true })).text();
    const chunks = events.split("\n\n").filter((event) => event.startsWith("data: {"));
    chunks.forEach((chunk) => assertIs("ChatCompletionChunk", JSON.parse(chunk.slice(6))));
    assert.ok(chunks.at(-1).includes(`"finish_reason":"${reason}"`), chunks.at(-1));
  });
}

test("what is described as wrong is refused", async () => {
  const valid = schema("ChatRequest");
  for (const wrong of [
    { ...ask, tools: [{}] },
    { ...ask, tools: [tool], tool_choice: "always" },
    { ...ask, messages: [called, { ...turn, tool_calls: [] }] },
    { ...ask, functions: [{ name: "a b" }] },
  ]) {
    assert.ok(!valid(wrong), JSON.stringify(wrong));
    assert.equal((await post(wrong)).status, 400, JSON.stringify(wrong));
  }
});

test("errors are as they are described", async () => {
  for (const wrong of [{}, { ...ask, model: "no-such" }, { ...ask, tools: [{}] }, { ...ask, n: 0 }]) {
    const response = await post(wrong);
    assert.ok(api.paths["/v1/chat/completions"].post.responses[response.status], response.status);
    assertIs("Error", await response.json());
  }
});

for (const [path, type, asked] of [
  ["/v1/chat/completions", "ChatRequest", ask],
  ["/v1/responses", "ResponseRequest", { model: "gpt-4.1", input: "Hello!" }],
  ["/v1/messages", "MessagesRequest", { ...ask, max_tokens: 99 }],
]) {
  test(`every parameter of ${type} that is described is taken`, async () => {
    const { properties } = api.components.schemas[type];
    const nothing = Object.fromEntries(
      Object.keys(properties)
        .filter((name) => !(name in asked))
        .map((name) => [name, null]),
    );
    const response = await postTo(path, { ...asked, ...nothing });
    assert.equal(response.status, 200, await response.clone().text());
  });
}
