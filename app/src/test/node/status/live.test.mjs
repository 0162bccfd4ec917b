// What the page shows, as it changes, and what it never shows.
import { test } from "node:test";
import assert from "node:assert/strict";
import { ask, enterKey, gateway, guest, KEY, open, openWithKey, shows, spoil } from "./browser.mjs";

const START_RUN = "/functions/v1/initiate-prompt-run";
const key = (page) => page.getByRole("dialog", { name: "API key" });

test("a key is asked for where one is needed; a wrong one is told, a right one taken and kept in the tab", async (t) => {
  const page = await open(t, gateway, { expected: [401] });
  await shows(key(page).getByRole("alert"), "This gateway needs a key.");
  assert.equal(await page.locator("#report").isVisible(), false);
  await enterKey(page, "sk-wrong-key-0000");
  await shows(key(page).getByRole("alert"), "Incorrect API key provided: sk-****0000.");
  await enterKey(page, KEY);
  await page.locator("#report").waitFor();
  assert.equal(await key(page).isVisible(), false);
  await page.reload();
  await shows(page.locator("#view"), /^Live/);
  assert.deepEqual(await page.evaluate(() => ({ local: { ...localStorage }, address: location.href })), { local: {}, address: `${gateway}/status` });
});

test("where no key is needed none is asked for, and a guest sees what is known of the daily limit", async (t) => {
  const page = await open(t, guest);
  await shows(page.locator("#available"), "LangFast is there");
  assert.equal(await key(page).isVisible(), false);
  await shows(page.locator("#langfast-facts"), /guest/);
  await shows(page.locator("#runs-of"), /^of 50/);
  await ask(guest, "say hi");
  await shows(page.locator("#keys td").first(), "no key");
  assert.equal(await page.locator("#runs-meter").evaluate((meter) => meter.value), Number(await page.locator("#runs").textContent()));
});

test("runs, limits and failures come as they happen", async (t) => {
  const page = await openWithKey(t);
  const before = Number(await page.locator("#runs").textContent());
  assert.equal((await ask(gateway, "say hi")).status, 200);
  await shows(page.locator("#runs"), String(before + 1));
  await shows(page.locator("#models td").first(), "gpt-4.1");
  await shows(page.locator("#keys td").first(), "key-1");
  const bars = await page.locator("#runs-chart rect:not(.none)").count();
  assert.ok(bars > 0, "no bar for the run");
  const failed = await ask(gateway, "fail no luck");
  const row = page.getByRole("row").filter({ hasText: failed.headers.get("x-request-id") });
  await shows(row, /RunFailed upstream_error.*gpt-4\.1.*key-1.*502/);
  await spoil({ call: START_RUN, status: 429, body: { error: "daily quota reached" } });
  assert.equal((await ask(gateway, "say hi")).status, 429);
  await shows(page.locator("#today-note"), /with 429: [1-9].* by a limit: [1-9]/);
});

test("a LangFast that goes and comes back is told at once, and to those who do not see", async (t) => {
  const page = await openWithKey(t);
  await shows(page.locator("#available"), "LangFast is there");
  await spoil({ call: "handshake", times: 1000 });
  const lost = ask(gateway, JSON.stringify({ steps: [{ say: "a" }, { destroy: 1 }, { pause: 100 }, { end: "stop" }] }));
  await shows(page.locator("#available"), "LangFast is not there");
  await shows(page.getByRole("status"), "LangFast is not there");
  await shows(page.locator("#langfast-facts"), /not connected/);
  assert.equal(await page.locator("#reason").isVisible(), true);
  assert.match(await page.title(), /^✕/);
  await spoil();
  await shows(page.getByRole("status"), "LangFast is there");
  assert.equal(await page.locator("#reason").isVisible(), false);
  await lost;
});

test("nothing of what was said is shown, and no secret", async (t) => {
  const marked = "a-word-of-the-prompt";
  const page = await openWithKey(t);
  await ask(gateway, `say ${marked}`);
  const failed = await ask(gateway, `fail ${marked}`);
  await page.getByRole("row").filter({ hasText: failed.headers.get("x-request-id") }).waitFor();
  const shown = await page.content();
  for (const secret of [marked, KEY, "anon-key", "operator", "example.org", "horse"]) assert.ok(!shown.includes(secret), secret);
});

test("when as many watch as may, the page asks from time to time", async (t) => {
  const stop = new AbortController();
  t.after(() => stop.abort());
  const headers = { authorization: `Bearer ${KEY}` };
  for (let watchers = 0; watchers < 16; watchers++) {
    const { body } = await fetch(`${gateway}/status/events`, { headers, signal: stop.signal });
    body.pipeTo(new WritableStream()).catch(() => {});
  }
  const page = await openWithKey(t, { expected: [503] });
  await shows(page.locator("#view"), /^Others watch already/);
  await shows(page.locator("#available"), "LangFast is there");
});

test("a page that nobody sees watches nothing", async (t) => {
  const page = await openWithKey(t);
  const ended = page.waitForEvent("requestfailed");
  await page.evaluate(() => {
    Object.defineProperty(document, "hidden", { value: true, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  assert.match((await ended).url(), /\/status\/events$/);
  const again = page.waitForRequest(/\/status\/events$/);
  await page.evaluate(() => {
    Object.defineProperty(document, "hidden", { value: false, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await again;
});
