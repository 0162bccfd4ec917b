// LangFast as a real Socket.IO server plays it: Supabase's calls and the runner on one port of the loopback.
// It prints {"port": …} when it listens. An answer is what the last user message says after "say ", word for word;
// a message may begin with other words that choose what happens, listed in `plays`.
import { createServer } from "node:http";
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { Server } from "socket.io";

const ANON_KEY = "anon-key-of-the-test";
const EMAIL = "operator@example.org";
const PASSWORD = "correct horse";

const users = new Map(); // access token -> user id
const refreshTokens = new Map(); // refresh token -> user id
const prompts = new Set();
const counts = { signUp: 0, password: 0, refresh: 0, createPrompt: 0, startRun: 0, connect: 0 };

function session(user) {
  const access = `access-${randomUUID()}`;
  const refresh = `refresh-${randomUUID()}`;
  users.set(access, user);
  refreshTokens.set(refresh, user);
  const expires = Math.floor(Date.now() / 1000) + 3600;
  return [200, { access_token: access, refresh_token: refresh, expires_in: 3600, expires_at: expires, token_type: "bearer", user: { id: user } }];
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
    const user = refreshTokens.get(token);
    refreshTokens.delete(token);
    return user ? session(user) : [400, { code: 400, error_code: "refresh_token_not_found", msg: "Invalid Refresh Token" }];
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
    const job = randomUUID();
    const text = body.prompt_meta.messages.at(-1).content;
    const [, play, said] = /^(\w+) ?([\s\S]*)$/.exec(text);
    (plays[play] ?? plays.say)(chunks(user, job), said);
    return [200, { run_id: body.run_id, jobs: [{ job_id: job }] }];
  },
};

// Sends a run's events, each with all that was said so far.
function chunks(user, job) {
  let content = "";
  const send = (event) => io.to(user).emit("execution:chunk", { executionId: job, finish_reason: null, content, ...event });
  return {
    say: (text) => {
      content += text;
      send({ status: "in_progress" });
    },
    end: (reason) => send({ status: "completed", finish_reason: reason }),
    fail: (error) => send({ status: "failed", error }),
  };
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

async function body(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return JSON.parse(Buffer.concat(parts).toString("utf8"));
}

const http = createServer(async (request, response) => {
  const answer = (status, json) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(json));
  };
  if (request.url === "/counts") return answer(200, counts);
  const call = calls[request.url];
  if (!call) return answer(404, { error: "no such path" });
  if (request.headers.apikey !== ANON_KEY) return answer(401, { message: "Invalid API key" });
  const user = users.get((request.headers.authorization ?? "").replace("Bearer ", ""));
  answer(...call(await body(request), user));
});

const io = new Server(http, { pingInterval: 500, pingTimeout: 500 });
io.use((socket, next) => next(users.has(socket.handshake.auth.token) ? undefined : new Error("jwt expired")));
io.on("connection", (socket) => {
  counts.connect++;
  socket.join(users.get(socket.handshake.auth.token));
});

http.listen(0, "127.0.0.1", () => console.log(JSON.stringify({ port: http.address().port })));
// It ends with whoever started it.
process.stdin.on("end", () => process.exit(0)).resume();
