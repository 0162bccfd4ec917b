// How answers come, are stopped, and fail.
import { test } from "node:test";
import assert from "node:assert/strict";
import { answerOf, ask, gateway, held, lastTurn, open, openWithKey, release, shows, simulated } from "./browser.mjs";

const HELD = JSON.stringify({ steps: [{ say: "the first " }, { hold: 1 }, { say: "and the last" }, { end: "stop" }] });

test("the models are those of the API", async (t) => {
  const page = await openWithKey(t);
  const { data } = await (await fetch(`${gateway}/v1/models`, { headers: { authorization: "Bearer sk-first" } })).json();
  const listed = await page.getByLabel("Model", { exact: true }).locator("option").allTextContents();
  assert.deepEqual(listed, data.map(({ id }) => id));
  assert.ok(listed.length > 1);
});

test("an answer is shown as it comes, and then what it cost", async (t) => {
  const page = await openWithKey(t);
  await ask(page, HELD);
  await shows(answerOf(lastTurn(page)), "the first");
  await held();
  assert.equal(await page.getByRole("button", { name: "Stop" }).isEnabled(), true);
  assert.equal(await lastTurn(page).locator(".figures").count(), 0);
  await release();
  await shows(answerOf(lastTurn(page)), "the first and the last");
  await shows(lastTurn(page).locator(".figures"), /^First token[\d.]+ m?sTotal[\d.]+ m?sSpeed[\d.]+ tokens\/sTokens\d+ in, \d+ out$/);
  await shows(page.getByRole("status"), "The answer is complete: the first and the last");
});

test("a conversation has all its turns, until there is a new one", async (t) => {
  const page = await openWithKey(t);
  const requests = [];
  page.on("request", (request) => request.method() === "POST" && requests.push(request.postDataJSON()));
  await page.getByLabel("Model", { exact: true }).selectOption("gpt-4o");
  for (const text of ["say one", "say two"]) {
    await ask(page, text);
    await lastTurn(page).locator(".figures").waitFor();
  }
  await page.getByRole("button", { name: "New conversation" }).click();
  assert.equal(await page.getByRole("article").count(), 0);
  await ask(page, "say three");
  await lastTurn(page).locator(".figures").waitFor();
  const [user, assistant] = ["user", "assistant"].map((role) => (content) => ({ role, content }));
  assert.deepEqual(requests.map(({ messages }) => messages), [
    [user("say one")],
    [user("say one"), assistant("one"), user("say two")],
    [user("say three")],
  ]);
  assert.ok(requests.every(({ model, stream }) => model === "gpt-4o" && stream));
});

test("an answer that is stopped keeps its text and ends its request", async (t) => {
  const page = await openWithKey(t);
  const ended = page.waitForEvent("requestfailed");
  await ask(page, HELD);
  await shows(answerOf(lastTurn(page)), "the first");
  await page.getByRole("button", { name: "Stop" }).click();
  assert.match((await ended).url(), /chat\/completions$/);
  await shows(lastTurn(page).locator(".figures"), /Endedyou stopped it$/);
  await shows(answerOf(lastTurn(page)), "the first");
  assert.equal(await lastTurn(page).locator(".failure").count(), 0);
  assert.equal(await page.getByRole("button", { name: "Send" }).isVisible(), true);
  await release();
});

test("a new conversation in the middle of an answer leaves nothing of the old one", async (t) => {
  const page = await openWithKey(t);
  await ask(page, HELD);
  await shows(answerOf(lastTurn(page)), "the first");
  await page.getByRole("button", { name: "New conversation" }).click();
  await release();
  await ask(page, "say afresh");
  await shows(answerOf(lastTurn(page)), "afresh");
  assert.equal(await page.getByRole("article").count(), 2);
});

test("an error is told as the API tells it, and one can ask again", async (t) => {
  const page = await openWithKey(t, { expected: [502] });
  const answered = page.waitForResponse((response) => response.url().endsWith("completions"));
  await ask(page, "fail no luck today");
  const response = await answered;
  const { error } = await response.json();
  const failure = lastTurn(page).locator(".failure");
  await shows(failure.locator(".what"), "There is no answer.");
  await shows(failure.locator(".message"), error.message);
  const id = response.headers()["x-request-id"];
  await shows(failure.locator(".details"), `status 502 · code ${error.code} · type ${error.type} · request ${id}`);
  assert.match(error.message, /no luck today/);
  const again = page.waitForRequest((request) => request.method() === "POST");
  await lastTurn(page).getByRole("button", { name: "Ask again" }).click();
  assert.deepEqual((await again).postDataJSON().messages, [{ role: "user", content: "fail no luck today" }]);
  await shows(lastTurn(page).locator(".branches span"), "2 of 2");
});

test("an answer that breaks off keeps its text and is not taken for a whole one", async (t) => {
  const page = await openWithKey(t);
  await ask(page, "breakoff half of it");
  await shows(lastTurn(page).locator(".what"), "This answer is not whole: it broke off.");
  await shows(answerOf(lastTurn(page)), "half of it");
  await shows(lastTurn(page).locator(".message"), /the model broke off/);
  await shows(lastTurn(page).locator(".details"), /code upstream_error · type server_error · request req_\w+$/);
  await shows(page.getByRole("status"), /^This answer is not whole/);
});

test("a stream that ends without its end is not taken for a whole answer", async (t) => {
  const page = await openWithKey(t);
  const chunk = { choices: [{ index: 0, delta: { content: "half" }, finish_reason: null }] };
  await page.route("**/v1/chat/completions", (route) =>
    route.fulfill({ contentType: "text/event-stream", body: `data: ${JSON.stringify(chunk)}\n\ndata: {"cho` }),
  );
  await ask(page, "say anything");
  await shows(lastTurn(page).locator(".message"), "The connection ended before the answer did.");
  await shows(lastTurn(page).locator(".what"), "This answer is not whole: it broke off.");
});

test("what is no answer of the gateway's is not told as one", async (t) => {
  const page = await openWithKey(t, { expected: [502] });
  await page.route("**/v1/chat/completions", (route) => route.fulfill({ status: 502, contentType: "text/html", body: "<h1>Bad Gateway</h1>" }));
  await ask(page, "say anything");
  await shows(lastTurn(page).locator(".message"), "This is no answer of the gateway’s: <h1>Bad Gateway</h1>");
  await shows(lastTurn(page).locator(".details"), "status 502");
});

test("what was not answered is not sent with what comes after it", async (t) => {
  const page = await openWithKey(t, { expected: [502] });
  await ask(page, "fail no luck today");
  await lastTurn(page).locator(".failure").waitFor();
  const next = page.waitForRequest((request) => request.method() === "POST");
  await ask(page, "say better");
  assert.deepEqual((await next).postDataJSON().messages, [{ role: "user", content: "say better" }]);
  await shows(answerOf(lastTurn(page)), "better");
});

test("markup in an answer is text", async (t) => {
  const page = await openWithKey(t);
  const markup = "<img src=x onerror=alert(1)><script>alert(2)</script>";
  await ask(page, `say ${markup}`);
  await shows(answerOf(lastTurn(page)), markup);
  assert.equal(await lastTurn(page).locator("img, script").count(), 0);
});

test("where the simulator answers the page says so, and nowhere else", async (t) => {
  const page = await open(t, simulated);
  const notice = "The simulator answers.";
  assert.equal(await page.getByText(notice).isVisible(), true);
  await page.locator("#model:enabled").waitFor();
  await ask(page, "Who are you?");
  await shows(answerOf(lastTurn(page)), /simulator and not from a model.*Who are you\?/);
  await shows(lastTurn(page).locator(".by"), /· simulated$/);
  const real = await openWithKey(t);
  assert.equal(await real.getByText(notice).isVisible(), false);
});
