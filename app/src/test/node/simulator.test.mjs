// The real socket.io-client against the simulator; SIMULATOR_URL and ANON_KEY say where.
import { test } from "node:test";
import assert from "node:assert/strict";
import { once } from "node:events";
import { io } from "socket.io-client";

const { SIMULATOR_URL: url, ANON_KEY: anonKey } = process.env;

async function post(path, token, body) {
  const response = await fetch(url + path, {
    method: "POST",
    headers: { apikey: anonKey, authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  assert.equal(response.status, 200, path);
  return response.json();
}

const connect = (token) => io(url, { transports: ["websocket"], auth: { token }, reconnection: false, forceNew: true });

test("a client signs in, connects, and hears its run to the end", async (t) => {
  const session = await post("/auth/v1/signup", anonKey, { data: {}, gotrue_meta_security: {} });
  const token = session.access_token;
  const socket = connect(token);
  t.after(() => socket.close());
  await once(socket, "connect");
  const events = [];
  const done = new Promise((resolve) =>
    socket.on("execution:chunk", (event) => {
      events.push(event);
      if (event.status === "completed") resolve();
    }),
  );
  const prompt = await post("/rest/v1/rpc/create_prompt", token, {
    p_name: "x",
    p_icon: "openai",
    p_meta: { model: "gpt-4.1", messages: [], stream: true },
    p_test_cases: [],
  });
  const run = await post("/functions/v1/initiate-prompt-run", token, {
    run_id: crypto.randomUUID(),
    prompt_id: prompt,
    prompt_meta: { model: "gpt-4.1", messages: [{ role: "user", content: "Who are you?" }], stream: true, response_format: "text" },
    test_cases: [],
    created_by: session.user.id,
  });
  await done;
  assert.ok(events.length > 3);
  assert.ok(events.every((event) => event.executionId === run.jobs[0].job_id));
  events.reduce((before, { content }) => (assert.ok(content.startsWith(before)), content), "");
  assert.match(events.at(-1).content, /simulat/i);
  assert.match(events.at(-1).content, /Who are you\?/);
  assert.equal(events.at(-1).finish_reason, "stop");
});

test("a bad token is refused with a reason", async (t) => {
  const socket = connect("no token of yours");
  t.after(() => socket.close());
  const [error] = await once(socket, "connect_error");
  assert.ok(error.message.length > 0);
});

test("the heartbeat keeps an idle connection", async (t) => {
  const session = await post("/auth/v1/signup", anonKey, { data: {}, gotrue_meta_security: {} });
  const socket = connect(session.access_token);
  t.after(() => socket.close());
  await once(socket, "connect");
  let pings = 0;
  await new Promise((resolve) => socket.io.engine.on("ping", () => ++pings === 3 && resolve()));
  assert.ok(socket.connected);
});
