// The code that the page shows is the request that it sends, and runs. JAVA and CLASS_PATH say how Java does.
import { test } from "node:test";
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { ask, draft, gateway, KEY, lastTurn, open, openWithKey, setting, simulated } from "./browser.mjs";

const run = async (file, ...args) =>
  (await promisify(execFile)(file, args, { env: { ...process.env, OPENAI_API_KEY: KEY, ANTHROPIC_API_KEY: KEY }, timeout: 120_000 })).stdout;

// All that means something in a shell, in JSON, or in a language's strings.
const AWKWARD = "it's \"quoted\" and `so`, $HOME ${x} \\ \\n \\u0041 <b> %s 天空 😀\nsecond line,\ttab\n    \"stream\": true,";

async function code(page, language) {
  await page.getByRole("tab", { name: language, exact: true }).click();
  return page.locator("#code").textContent();
}

async function written(page, text) {
  await ask(page, "say what was before");
  await lastTurn(page).locator(".figures").waitFor();
  await draft(page).fill(text);
}

const piece = {
  "Chat completions": (chunk) => chunk.choices[0]?.delta.content,
  Responses: (event) => event.delta,
  Messages: (event) => event.delta?.text,
};

for (const api of Object.keys(piece)) test(`curl, JavaScript and Java ask by ${api}, and print the answer`, async (t) => {
  const page = await openWithKey(t);
  await page.getByLabel("API", { exact: true }).selectOption(api);
  await written(page, `say ${AWKWARD}`);
  const [curl, javascript, java] = [await code(page, "curl"), await code(page, "JavaScript"), await code(page, "Java")];
  const deltas = (await run("sh", "-c", curl)).split("\n").filter((line) => line.startsWith("data: {"));
  assert.equal(deltas.map((line) => piece[api](JSON.parse(line.slice(6))) ?? "").join(""), AWKWARD);
  assert.equal(await run("node", "--input-type=module", "-e", javascript), AWKWARD);
  assert.equal(await runJava(t, java), AWKWARD);
});

async function runJava(t, program) {
  const folder = await mkdtemp(join(tmpdir(), "playground"));
  t.after(() => rm(folder, { recursive: true }));
  const file = join(folder, "Ask.java");
  await writeFile(file, program);
  return run(process.env.JAVA, "-Dstdout.encoding=UTF-8", "-cp", process.env.CLASS_PATH, file);
}

// Stands in the gateway's place, and keeps what it is sent.
async function recorder(t) {
  const bodies = [];
  const server = createServer(async (request, response) => {
    const parts = await request.toArray();
    bodies.push(JSON.parse(Buffer.concat(parts)));
    response.writeHead(200, { "content-type": "text/event-stream" }).end("data: [DONE]\n\n");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => server.close().closeAllConnections());
  return { bodies, url: `http://127.0.0.1:${server.address().port}` };
}

test("every language sends the same request as the page, field by field", async (t) => {
  const page = await openWithKey(t);
  const { bodies, url } = await recorder(t);
  await page.getByLabel("Model", { exact: true }).selectOption("gpt-4o");
  await written(page, AWKWARD);
  const there = async (language) => (await code(page, language)).replaceAll(gateway, url);
  await run("sh", "-c", await there("curl"));
  await run("node", "--input-type=module", "-e", await there("JavaScript"));
  const sent = page.waitForRequest((request) => request.method() === "POST");
  await draft(page).press("Enter");
  const body = (await sent).postDataJSON();
  assert.equal(body.messages.at(-1).content, AWKWARD);
  assert.equal(body.messages.length, 3);
  assert.deepEqual(bodies, [body, body]);
});

test("a response is asked for with the same conversation", async (t) => {
  const page = await openWithKey(t);
  const { bodies, url } = await recorder(t);
  await written(page, AWKWARD);
  await run("sh", "-c", (await code(page, "curl")).replaceAll(gateway, url));
  await page.getByLabel("API", { exact: true }).selectOption("Responses");
  await run("sh", "-c", (await code(page, "curl")).replaceAll(gateway, url));
  await run("node", "--input-type=module", "-e", (await code(page, "JavaScript")).replaceAll(gateway, url));
  const [{ model, messages, stream }, ...others] = bodies;
  assert.deepEqual(others, Array(2).fill({ model, input: messages, store: false, stream }));
  assert.match(await code(page, "Python"), /client\.responses\.create\([^]*stream=True[^]*event\.delta/);
});

test("Python's code names what is sent in Python's words", async (t) => {
  const page = await openWithKey(t);
  await written(page, AWKWARD);
  const python = await code(page, "Python");
  assert.ok(python.includes(`"content": ${JSON.stringify(AWKWARD)}`), python);
  assert.ok(python.includes(`base_url="${gateway}/v1"`) && python.includes('os.environ["OPENAI_API_KEY"]'), python);
  assert.ok(python.includes("    stream=True,\n") && python.includes('"include_usage": True\n'), python);
  assert.ok(!/^ *"\w+": true/m.test(python) && !python.includes("=true"), python);
});

test("the code follows the model and the message as they change, and can be copied", async (t) => {
  const page = await open(t, simulated, { permissions: ["clipboard-read", "clipboard-write"] });
  await page.locator("#model:enabled").waitFor();
  await draft(page).fill("first");
  assert.match(await code(page, "curl"), /"content": "first"/);
  await draft(page).fill("second");
  await page.getByLabel("Model", { exact: true }).selectOption("gpt-4o-mini");
  const shown = await code(page, "curl");
  assert.ok(shown.includes('"content": "second"') && shown.includes('"model": "gpt-4o-mini"'), shown);
  assert.ok(shown.includes(`curl -N '${simulated}/v1/chat/completions'`), shown);
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await page.getByRole("button", { name: "Copied" }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), shown);
});

// All that a question can have.
async function rich(page) {
  await setting(page, "System prompt", `${AWKWARD} """ ''' \\"""`);
  await setting(page, "Temperature", "0.5");
  await setting(page, "Max tokens", "64");
  await page.getByLabel("Answer as", { exact: true }).selectOption("JSON of a schema");
  await setting(page, "JSON schema", JSON.stringify({ type: "object", properties: { "a-b": { enum: [null, true, 1.5, "x"] }, c: {} }, required: [], additionalProperties: false }));
  await setting(page, "Tools", JSON.stringify([{ name: "look-up", parameters: { type: "object", properties: { "ünï": { type: ["string", "null"] } } } }]));
  await page.locator("#picture-file").setInputFiles({ name: "b.gif", mimeType: "image/gif", buffer: Buffer.from("R0lGODlhAQABAAAAACw=", "base64") });
  await page.getByRole("button", { name: "Remove picture 1" }).waitFor();
  await draft(page).fill(AWKWARD);
  await page.getByRole("tab", { name: "As code" }).click();
}

for (const api of Object.keys(piece)) test(`every language sends all that a question has by ${api}`, async (t) => {
  const page = await openWithKey(t);
  await page.getByLabel("API", { exact: true }).selectOption(api);
  await rich(page);
  const { bodies, url } = await recorder(t);
  const there = async (language) => (await code(page, language)).replaceAll(gateway, url);
  await run("sh", "-c", await there("curl"));
  await run("node", "--input-type=module", "-e", await there("JavaScript"));
  await runJava(t, await there("Java"));
  const sent = page.waitForRequest((request) => request.method() === "POST");
  await draft(page).press("Enter");
  const body = (await sent).postDataJSON();
  assert.ok(JSON.stringify(body).includes("look-up") && JSON.stringify(body).includes("R0lGODlhAQABAAAAACw="));
  assert.deepEqual(bodies, [body, body, body]);
});
