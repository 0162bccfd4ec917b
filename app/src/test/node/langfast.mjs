// LangFast as a real Socket.IO server plays it: Supabase's calls and the runner on one port of the loopback.
// It prints {"port": …} when it listens. An answer is what the last user message says after "say ", word for word;
// a message may begin with other words that choose what happens, listed in `plays`, or be a script: {"before": [step, …],
// "steps": [step, …], "next": [[step, …], …]}, the first played before the run is accepted, the last when the conversation has
// come to the first, second … message after the script, such as the results of calls. In its texts `tool_call_@` and
// `tool_result_@` get the digits of the marks that the messages ask for, and {messages} stands for what was said after the
// script and before it, as JSON: [[role, text], …] without system messages, with @ for the digits; {tools} stands for the tools
// that the messages tell of, as a JSON array of objects; the step {"write": text} says a text in pieces. POST /faults spoils the next
// calls; POST /release lets every script go on that has come to a "hold". The script that MODEL_SCRIPT names exports
// `answer`, which makes an answer of a run's messages instead.
import { createServer } from "node:http";
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { Server } from "socket.io";

const ANON_KEY = "anon-key-of-the-test";
// The key that stands in a script of the page, and whose calls must come as the page's own.
const part = (json) => Buffer.from(JSON.stringify(json)).toString("base64url");
const PAGE_KEY = `${part({ alg: "HS256", typ: "JWT" })}.${part({ iss: "supabase", ref: "test", role: "anon" })}.${"s".repeat(43)}`;
const EMAIL = "operator@example.org";
const PASSWORD = "correct horse";

const { MODEL_SCRIPT } = process.env;
const { answer: scripted } = MODEL_SCRIPT ? await import(new URL(MODEL_SCRIPT, import.meta.url)) : {};

const users = new Map(); // access token -> user id
const refreshTokens = new Map(); // refresh token -> { user, child: the token that it was exchanged for }
const prompts = new Set();
const counts = { signUp: 0, password: 0, refresh: 0, reused: 0, revoked: 0, createPrompt: 0, startRun: 0, connect: 0, page: 0 };

const LIFETIME_SECONDS = Number(process.env.SESSION_SECONDS ?? 3600);

function session(user, refresh = `refresh-${randomUUID()}`) {
  const access = `access-${randomUUID()}`;
  users.set(access, user);
  if (!refreshTokens.has(refresh)) refreshTokens.set(refresh, { user });
  const expires = Math.floor(Date.now() / 1000) + LIFETIME_SECONDS;
  return [200, { access_token: access, refresh_token: refresh, expires_in: LIFETIME_SECONDS, expires_at: expires, token_type: "bearer", user: { id: user } }];
}

// As Supabase Auth does it: a token is good for one use; the parent of the active one gives that one again, to a client that may
// not have heard of it; any other used one ends the whole session.
function refreshed(token) {
  const used = refreshTokens.get(token);
  if (!used) return [400, { code: 400, error_code: "refresh_token_not_found", msg: "Invalid Refresh Token" }];
  if (!used.child) {
    const next = session(used.user);
    used.child = next[1].refresh_token;
    return next;
  }
  if (!refreshTokens.get(used.child).child) {
    counts.reused++;
    return session(used.user, used.child);
  }
  counts.revoked++;
  for (const [other, { user }] of refreshTokens) if (user === used.user) refreshTokens.delete(other);
  return [400, { code: 400, error_code: "refresh_token_already_used", msg: "Invalid Refresh Token: Already Used" }];
}

const calls = {
  "/auth/v1/signup": () => {
    counts.signUp++;
    return session(randomUUID());
  },
  "/auth/v1/token?grant_type=password": ({ email, password }) => {
    counts.password++;
    if (email !== EMAIL || password !== PASSWORD) {
      return [400, { code: 400, error_code: "invalid_credentials", msg: "Invalid login credentials" }];
    }
    return session("the-operator");
  },
  "/auth/v1/token?grant_type=refresh_token": ({ refresh_token: token }) => {
    counts.refresh++;
    return refreshed(token);
  },
  "/rest/v1/rpc/create_prompt": (_body, user) => {
    counts.createPrompt++;
    if (!user) return [401, { code: "PGRST301", message: "JWT expired", details: null, hint: null }];
    const id = randomUUID();
    prompts.add(id);
    return [200, id];
  },
  "/functions/v1/initiate-prompt-run": (body, user) => {
    counts.startRun++;
    if (!user) return [401, { error: "Unauthorized" }];
    if (!prompts.has(body.prompt_id)) return [404, { error: "Prompt not found" }];
    if (body.created_by !== user) return [403, { error: "Not yours" }];
    if (!takes(body.prompt_meta.response_format)) return [400, { error: "response_format is not text" }];
    const job = randomUUID();
    const variables = body.test_cases[0]?.variables;
    const messages = body.prompt_meta.messages.map((message) => ({ ...message, content: replaced(textOf(message), variables) }));
    const accepted = [200, { run_id: body.run_id, jobs: [{ job_id: job }] }];
    if (scripted) {
      plays.say(chunks(user, job), scripted(messages));
      return accepted;
    }
    const script = scriptFor(messages);
    if (script) return playScript(script, chunks(user, job), user).then(() => accepted);
    const text = textOf(messages.at(-1));
    const [, play, said] = /^(\w+) ?([\s\S]*)$/.exec(text) ?? [text, "say", text];
    (plays[play] ?? plays.say)(chunks(user, job), said, body.prompt_meta);
    return accepted;
  },
};

const textOf = ({ content }) =>
  typeof content === "string" ? content : content.map(({ type, text }) => (type === "text" ? text : `[${type}]`)).join("");

// The script that the last message is, or what a script before it has for it.
function scriptFor(messages) {
  const heard = messages.filter(({ role }) => role !== "assistant");
  const at = heard.findLastIndex((message) => textOf(message).startsWith("{"));
  if (at < 0) return undefined;
  const after = heard.length - 1 - at;
  const script = JSON.parse(textOf(heard[at]), filler(messages, heard[at]));
  const steps = script.next?.[after - 1];
  return after === 0 ? script : steps && { steps };
}

// Fills in what stands for the marks and the messages in the texts of a script.
function filler(messages, script) {
  const digits = /<tool_(?:call|result)_([0-9a-f]{8})[ >]/.exec(messages.map(textOf).join("\n"))?.[1] ?? "none";
  const said = messages
    .filter((message) => message !== script && message.role !== "system" && message.role !== "developer")
    .map((message) => [message.role, textOf(message).replaceAll(digits, "@")]);
  const fill = (text) => text.replace(/(tool_(?:call|result)_)@/g, `$1${digits}`).replaceAll("{messages}", () => JSON.stringify(said)).replaceAll("{tools}", () => JSON.stringify(toldTools(messages)));
  return (_name, value) => (typeof value === "string" ? fill(value) : value);
}

// Each tool is a line of JSON.
const toldTools = (messages) => {
  const lines = messages.map(textOf).join("\n").split("\n");
  return lines.filter((line) => line.startsWith('{"name":')).map((line) => JSON.parse(line));
};

// All known clients send the string. With RESPONSE_FORMAT=openai an object of OpenAI's is taken as well.
const takes = (format) => format === "text" || (process.env.RESPONSE_FORMAT === "openai" && typeof format?.type === "string");

// A text with its template variables replaced by their values, or by nothing.
function replaced(text, variables) {
  if (!variables) return text;
  const values = new Map(variables.map(({ name, value }) => [name, value]));
  return text.replace(/\{\{([^{}]*)\}\}/g, (placeholder, name) => (name.trim() ? (values.get(name.trim()) ?? "") : placeholder));
}

// Plays what comes before the run is accepted, and has the rest played as soon as that was said.
async function playScript({ before = [], steps = [] }, run, user) {
  for (const step of before) await playStep(step, run, user);
  setTimeout(async () => {
    for (const step of steps) await playStep(step, run, user);
  }, 5);
}

const sockets = (user) => [...io.sockets.sockets.values()].filter((socket) => socket.rooms.has(user));

async function playStep(step, run, user) {
  const [[name, value]] = Object.entries(step);
  switch (name) {
    case "say": return run.say(value);
    case "write": return inPieces(value, run);
    case "show": return run.show(value);
    case "send": return run.send(value);
    case "text": return run.send(value, { asText: true });
    case "emit": return void io.to(user).emit(...JSON.parse(JSON.stringify(value).replaceAll("{job}", run.job)));
    case "binary": return void io.to(user).emit("execution:chunk", Buffer.from("binary"));
    case "ack": return sockets(user).forEach((socket) => socket.timeout(1000).emit("execution:chunk", { executionId: run.job, content: value }, () => {}));
    case "raw": return sockets(user).forEach((socket) => socket.conn.transport.socket.send(value.replaceAll("{job}", run.job)));
    case "many": return Array.from({ length: value[1] }, () => run.say(value[0])).at(-1);
    case "repeat": return run.say(value[0].repeat(value[1]));
    case "long": return run.send({ status: "in_progress", [value[0]]: "x".repeat(value[1]) });
    case "longText": return run.send({ content: "x".repeat(value) }, { asText: true });
    case "slowly":
      for (let i = 0; i < value[2]; i++) {
        run.say(value[0]);
        await pause(value[1]);
      }
      return;
    case "end": return run.end(value);
    case "fail": return run.fail(value);
    case "pause": return pause(value);
    case "hold": return new Promise((goOn) => held.push(goOn));
    case "destroy": return sockets(user).forEach((socket) => socket.conn.transport.socket._socket.destroy());
    case "terminate": return sockets(user).forEach((socket) => socket.conn.transport.socket.terminate());
    case "disconnect": return sockets(user).forEach((socket) => socket.disconnect(value));
    case "closeEngine": return sockets(user).forEach((socket) => socket.conn.close());
    case "closeCode": return sockets(user).forEach((socket) => socket.conn.transport.socket.close(value, "bye"));
    default: throw new Error(`no such step: ${name}`);
  }
}

// Says a text as a model does, some characters at a time, so that marks and names come in pieces.
async function inPieces(text, run) {
  const size = Math.max(7, Math.ceil(text.length / 50));
  for (const piece of text.match(new RegExp(`[^]{1,${size}}`, "gu")) ?? []) {
    run.say(piece);
    await pause(1);
  }
}

// What goes on when a script is released.
const held = [];

// Faults by call, in the order in which they will happen: {call, times, status, headers, body, kill, delay, trickle, hold,
// holdAnswer}: "hold" holds a call up until the next release, before anything of it is done, and "holdAnswer" after all was.
const faults = [];

async function spoiled(call, request, response) {
  const fault = faults.find((candidate) => candidate.call === call && candidate.times > 0);
  if (!fault) return false;
  fault.times--;
  if (fault.delay) await pause(fault.delay);
  if (fault.kill) {
    request.socket.destroy();
    return true;
  }
  if (fault.hold) await new Promise((goOn) => held.push(goOn));
  request.heldAnswer = fault.holdAnswer;
  // A call that was only held up goes on.
  if (!fault.status && fault.body === undefined && !fault.trickle) return false;
  response.writeHead(fault.status ?? 200, { "content-type": "application/json", ...fault.headers });
  if (fault.trickle) {
    for (let i = 0; i < 100 && !response.destroyed; i++) {
      response.write(" ");
      await pause(100);
    }
  }
  response.end(typeof fault.body === "string" ? fault.body : JSON.stringify(fault.body ?? {}));
  return true;
}

// Sends a run's events, each with all that was said so far.
function chunks(user, job) {
  let content = "";
  const send = (event) => io.to(user).emit("execution:chunk", { executionId: job, finish_reason: null, content, ...event });
  return {
    job,
    // A part of an event, given as it is; what is undefined in it is left out.
    send: (event, { asText = false } = {}) => {
      const payload = { executionId: job, ...event };
      io.to(user).emit("execution:chunk", asText ? JSON.stringify(payload) : payload);
    },
    show: (text) => {
      content = text;
      send({ status: "in_progress" });
    },
    say: (text) => {
      content += text;
      send({ status: "in_progress" });
    },
    end: (reason) => send({ status: "completed", finish_reason: reason }),
    fail: (error) => send({ status: "failed", error }),
  };
}

// The response format, as a field of the run or as its messages tell it.
function formatOf({ response_format: format, messages }) {
  const told = /<(response_format_[0-9a-f]{8})>([^]*?)<\/\1>/.exec(messages.map(textOf).join("\n"));
  return told ? JSON.parse(told[2]) : format;
}

const plays = {
  say: async (run, text) => {
    for (const word of text.split(/(?<= )/)) {
      run.say(word);
      await pause(2);
    }
    run.end("stop");
  },
  // The whole answer before the call that starts the run has been answered.
  race: (run, text) => {
    run.say(text);
    run.end("stop");
  },
  // An answer for those alone who ask for JSON of a schema with properties.
  schema: (run, text, meta) =>
    formatOf(meta)?.json_schema?.schema?.properties ? plays.say(run, text) : run.fail("no schema came with the run"),
  // The response format, as the field of the run has it.
  format: (run, _text, { response_format: format }) => plays.say(run, JSON.stringify(format)),
  // Short answers to whatever follows.
  briefly: (run) => {
    run.say("yes");
    run.end("stop");
  },
  fail: (run, text) => run.fail(text),
  breakoff: async (run, text) => {
    run.say(text);
    await pause(20);
    run.fail("the model broke off");
  },
  drop: async (run, text) => {
    run.say(text.slice(0, 5));
    await pause(20);
    io.sockets.sockets.forEach((socket) => socket.conn.transport.socket._socket.destroy());
    await pause(300);
    run.say(text.slice(5));
    run.end("stop");
  },
};

const page = {
  "/": `<!DOCTYPE html><html><head><script src="/_next/static/chunks/main-app-1.js" async=""></script></head><body>
    <script>self.__next_f.push([1,"2:I[7,[\\"9\\",\\"static/chunks/app/layout-2.js\\"]"])</script></body></html>`,
  "/_next/static/chunks/main-app-1.js": "(self.webpackChunk_N_E=[]).push([[1],{}])",
  "/_next/static/chunks/app/layout-2.js": `(self.webpackChunk_N_E=[]).push([[9],{7:(e,t,n)=>{n(8)("https://test.supabase.co","${PAGE_KEY}")}}])`,
};

// A call of the page's own, by the headers that its visitor's browser adds.
const isOfThePage = ({ host, origin, referer }) => origin === `http://${host}` && referer === `${origin}/`;

async function body(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return JSON.parse(Buffer.concat(parts).toString("utf8"));
}

// A client that left in the middle is no reason to end.
const http = createServer((request, response) => serve(request, response).catch(() => response.destroy()));

async function serve(request, response) {
  const answer = (status, json) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(json));
  };
  if (request.url === "/counts") return answer(200, { ...counts, sockets: io.engine.clientsCount, held: held.length });
  if (request.url === "/faults") {
    faults.splice(0, faults.length, ...(await body(request)).map((fault) => ({ times: 1, ...fault })));
    return answer(200, {});
  }
  if (request.url === "/release") {
    held.splice(0).forEach((goOn) => goOn());
    return answer(200, {});
  }
  if (page[request.url]) {
    if (request.url === "/") counts.page++;
    return response.writeHead(200, { "content-type": "text/html" }).end(page[request.url]);
  }
  const call = calls[request.url];
  if (!call) return answer(404, { error: "no such path" });
  if (await spoiled(request.url, request, response)) return;
  const key = request.headers.apikey;
  if (key === PAGE_KEY ? !isOfThePage(request.headers) : key !== ANON_KEY) return answer(401, { message: "Invalid API key" });
  const user = users.get((request.headers.authorization ?? "").replace("Bearer ", ""));
  const result = await call(await body(request), user);
  if (request.heldAnswer) await new Promise((goOn) => held.push(goOn));
  answer(...result);
}

const io = new Server(http, {
  pingInterval: 500,
  pingTimeout: Number(process.env.PING_TIMEOUT ?? 500),
  maxHttpBufferSize: 1e6,
  // A refusal of the handshake itself, and of the token.
  allowRequest: (request, next) => {
    const fault = faults.find(({ call, times }) => call === "handshake" && times > 0);
    if (fault) fault.times--;
    next(fault ? "refused" : null, !fault);
  },
});
io.use((socket, next) => {
  const fault = faults.find(({ call, times }) => call === "connect" && times > 0);
  if (fault) fault.times--;
  next(!fault && users.has(socket.handshake.auth.token) ? undefined : new Error("jwt expired"));
});
io.on("connection", (socket) => {
  counts.connect++;
  socket.join(users.get(socket.handshake.auth.token));
});

http.listen(0, "127.0.0.1", () => console.log(JSON.stringify({ port: http.address().port })));
// It ends with whoever started it.
process.stdin.on("end", () => process.exit(0)).resume();
