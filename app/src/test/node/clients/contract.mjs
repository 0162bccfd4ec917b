// What is asked of every client. A client's file says with which of the client's own calls it is done:
//   id, client, packages   what its result file is called, and what is told in it
//   api                    "responses" or "messages", if it is asked for those
//   finishOfNamedCall      the finish reason where one tool was forced, if not "stop" as in chat completions
//   outOfRange             {asked, told}: what of a question is refused, and how that is called, if the client sends no temperature of 3
//   notOffered             {check: why}, for what the client has no call for
//   status(error)          the HTTP status that an error of the client's own kind stands for
//   connect(baseURL, apiKey) gives
//     models(), model(id)          ids
//     answer(question)             {text, finish, usage: {prompt, completion, total}}
//     stream(question, signal)     a generator of pieces of text that returns the same, as the client gathered it
//     parse(question, schema)      what the answer is by a Zod schema
//     calls, loop                  as tools.mjs says
//     count(question)              how many tokens a question has, which is not asked
//     goOn, retrieve, …            as stored-responses.mjs says, in the API that has it
// A question is {model, content, temperature, topP}. BASE_URL, API_KEY and UPSTREAM_URL say where and how.
import { test } from "node:test";
import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { resultFile } from "./result-file.mjs";
import { STORE_CHECKS } from "./stored-responses.mjs";
import { TOOL_CHECKS } from "./tools.mjs";

const { BASE_URL, API_KEY, UPSTREAM_URL } = process.env;
const CITY = z.object({ name: z.string(), rivers: z.array(z.string()), people: z.number() });
const TEXT = "Words in \"quotes\", ünïcode 你好 😀\nand a second line.";

// A gateway that is slow may join what comes at once, but not what comes long after.
const IN_TWO = JSON.stringify({ steps: [{ say: TEXT.slice(0, 20) }, { pause: 200 }, { say: TEXT.slice(20) }, { end: "stop" }] });

// Longer than the ten seconds for which the gateway lets a stream be silent.
const AFTER_SILENCE = JSON.stringify({ steps: [{ pause: 11_000 }, { fail: "it broke off" }] });

// A run that lasts longer than anybody waits for it to be freed.
const LONG_RUN = JSON.stringify({ steps: [{ slowly: ["word ", 50, 300] }, { end: "stop" }] });
const PATIENCE_MILLIS = { before: 30_000, after: 10_000 };

const ask = (content, more = {}) => ({ model: "gpt-4.1", content, ...more });

// A client may show pieces that have no text.
async function nextText(stream) {
  for (;;) {
    const { value, done } = await stream.next();
    if (done || value) return { value, done };
  }
}

async function readToEnd(stream) {
  const pieces = [];
  for (;;) {
    const { value, done } = await nextText(stream);
    if (done) return { pieces, ...value };
    pieces.push(value);
  }
}

function assertTokens({ usage }) {
  assert.ok(usage?.prompt > 0, `prompt: ${usage?.prompt}`);
  assert.ok(usage.completion > 0, `completion: ${usage.completion}`);
  assert.equal(usage.total, usage.prompt + usage.completion);
}

// With a socket for each run, the runs that the gateway holds are the sockets that the upstream counts.
const heldRuns = async () => (await (await fetch(`${UPSTREAM_URL}/counts`)).json()).sockets;

async function untilNoRunIsHeld(millis) {
  for (const end = Date.now() + millis; (await heldRuns()) > 0; await pause(20)) {
    assert.ok(Date.now() < end, "a run is still held");
  }
}

const MODEL_CHECKS = {
  "list-models": {
    name: "lists the models",
    async check({ models }) {
      const ids = await models();
      assert.equal(ids.length, 17);
      assert.ok(ids.includes("gpt-4.1"));
    },
  },
  "get-model": {
    name: "finds a model by its id",
    async check({ model }) {
      assert.equal(await model("gpt-4.1"), "gpt-4.1");
    },
  },
};

const ANSWER_CHECKS = {
  answer: {
    name: "gets a whole answer",
    async check({ answer }) {
      const { text, finish } = await answer(ask(`say ${TEXT}`));
      assert.equal(text, TEXT);
      assert.equal(finish, "stop");
    },
  },
  stream: {
    name: "streams an answer in pieces",
    async check({ stream }) {
      const { pieces, text, finish } = await readToEnd(stream(ask(IN_TWO)));
      assert.equal(pieces.join(""), TEXT);
      assert.ok(pieces.length > 1, "it came in pieces");
      assert.equal(text, TEXT);
      assert.equal(finish, "stop");
    },
  },
  usage: {
    name: "is told the tokens of an answer",
    async check({ answer }) {
      assertTokens(await answer(ask("say one two three")));
    },
  },
  "stream-usage": {
    name: "is told the tokens of a stream",
    async check({ stream }) {
      assertTokens(await readToEnd(stream(ask("say one two three"))));
    },
  },
  "structured-output": {
    name: "gets what its schema describes",
    async check({ parse }) {
      const city = { name: "Basel", rivers: ["Rhine", "Birs"], people: 173863 };
      assert.deepEqual(await parse(ask(`schema ${JSON.stringify(city)}`), CITY), city);
    },
  },
  "wrong-key": {
    name: "is refused with a wrong key",
    async check(_calls, { connect, status }) {
      const stranger = connect(BASE_URL, "sk-of-a-stranger");
      const refused = (error) => status(error) === 401 && /Incorrect API key/.test(error.message);
      await assert.rejects(stranger.answer(ask("say x")), refused);
    },
  },
  "unknown-model": {
    name: "is told of an unknown model",
    async check({ answer }, { status }) {
      const unknown = (error) => status(error) === 404 && /gpt-9/.test(error.message);
      await assert.rejects(answer(ask("say x", { model: "gpt-9" })), unknown);
    },
  },
  "bad-request": {
    name: "is told of a bad request",
    async check({ answer }, { status, outOfRange = { asked: { temperature: 3 }, told: /temperature/ } }) {
      const bad = (error) => status(error) === 400 && outOfRange.told.test(error.message);
      await assert.rejects(answer(ask("say x", outOfRange.asked)), bad);
    },
  },
  "mid-stream-failure": {
    name: "hears of an answer that breaks off, and takes it for no whole one",
    async check({ stream }) {
      const broken = stream(ask("breakoff some text"));
      assert.equal((await nextText(broken)).value, "some text");
      await assert.rejects(readToEnd(broken), /broke off/);
    },
  },
  "silent-failure": {
    name: "hears of an answer that fails after its stream was kept alive, before any text",
    async check({ stream }, { status }) {
      const event = (error) => status(error) === undefined && /broke off/.test(error.message);
      await assert.rejects(readToEnd(stream(ask(AFTER_SILENCE))), event);
    },
  },
  abort: {
    name: "frees the run when it aborts",
    async check({ stream }) {
      await untilNoRunIsHeld(PATIENCE_MILLIS.before);
      const client = new AbortController();
      try {
        const answer = stream(ask(LONG_RUN), client.signal);
        assert.match((await nextText(answer)).value, /^word /);
        assert.equal(await heldRuns(), 1);
        client.abort();
        await assert.rejects(readToEnd(answer), /abort/i);
        await untilNoRunIsHeld(PATIENCE_MILLIS.after);
      } finally {
        client.abort();
      }
    },
  },
};

const COUNT_CHECKS = {
  "input-tokens": {
    name: "counts the tokens of an input",
    async check({ answer, count }) {
      const question = ask("say it is noon");
      assert.equal(await count(question), (await answer(question)).usage.prompt);
    },
  },
};

const CHECKS = {
  chat: { ...MODEL_CHECKS, ...ANSWER_CHECKS, ...TOOL_CHECKS },
  responses: { ...ANSWER_CHECKS, ...TOOL_CHECKS, ...STORE_CHECKS, ...COUNT_CHECKS },
  messages: { ...MODEL_CHECKS, ...ANSWER_CHECKS, ...TOOL_CHECKS, ...COUNT_CHECKS },
};

/** Has a client do all of it, and writes down what came of it. */
export function keepsTheContract(client) {
  const { id, api = "chat", connect, notOffered = {} } = client;
  const checks = CHECKS[api];
  const result = resultFile(client, Object.keys(checks));
  for (const [check, { name, check: run }] of Object.entries(checks)) {
    const why = notOffered[check];
    if (why) result.tell(check, "not offered");
    test(`${id} ${name}`, { skip: why && `not offered: ${why}`, timeout: 60_000 }, async () => {
      await run(connect(BASE_URL, API_KEY), client);
      result.tell(check, "passes");
    });
  }
}
