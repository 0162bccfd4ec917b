// How the page is given a key, where one is needed, and keeps it.
import { test } from "node:test";
import assert from "node:assert/strict";
import { answerOf, ask, enterKey, gateway, KEY, lastTurn, open, openWithKey, shows, simulated } from "./browser.mjs";

const key = (page) => page.getByRole("dialog", { name: "API key" });

test("a key is asked for where one is needed; a wrong one is told, a right one taken", async (t) => {
  const page = await open(t, gateway, { expected: [401] });
  await shows(key(page).getByRole("alert"), "This gateway needs a key.");
  await enterKey(page, "sk-wrong-key-0000");
  await shows(key(page).getByRole("alert"), "Incorrect API key provided: sk-****0000.");
  await enterKey(page, KEY);
  await key(page).waitFor({ state: "hidden" });
  await ask(page, "say welcome");
  await shows(answerOf(lastTurn(page)), "welcome");
});

test("a key that is being typed stays when the one before it is refused", async (t) => {
  const page = await open(t, gateway, { expected: [401] });
  await key(page).waitFor();
  let refuse;
  const typed = new Promise((resolve) => (refuse = resolve));
  await page.route("**/v1/models", (route) => typed.then(() => route.continue()), { times: 1 });
  await enterKey(page, "sk-wrong-key-0000");
  await page.getByLabel("Key", { exact: true }).fill("sk-half-of-a");
  refuse();
  await shows(key(page).getByRole("alert"), /^Incorrect API key/);
  assert.equal(await page.getByLabel("Key", { exact: true }).inputValue(), "sk-half-of-a");
});

test("a key is kept in the tab alone, and is in no address and no code", async (t) => {
  const page = await openWithKey(t);
  const stored = () => page.evaluate(() => ({ local: { ...localStorage }, cookie: document.cookie, address: location.href }));
  assert.deepEqual(await stored(), { local: {}, cookie: "", address: `${gateway}/playground` });
  assert.equal((await page.content()).includes(KEY), false);
  for (const tab of await page.locator("#languages").getByRole("tab").all()) {
    await tab.click();
    const code = await page.locator("#code").textContent();
    assert.ok(!code.includes(KEY) && code.includes("OPENAI_API_KEY"), code);
  }
  await page.reload();
  await page.locator("#model:enabled").waitFor();
  const other = await page.context().newPage();
  await other.goto(`${gateway}/playground`);
  await key(other).waitFor();
});

test("a key that is refused later is asked for again, and what was asked is kept", async (t) => {
  const page = await openWithKey(t);
  await page.evaluate(() => sessionStorage.setItem("langfast2api.key", "sk-wrong-key-0000"));
  await ask(page, "say please");
  await shows(key(page).getByRole("alert"), /^Incorrect API key/);
  await enterKey(page, KEY);
  await key(page).waitFor({ state: "hidden" });
  await lastTurn(page).getByRole("button", { name: "Ask again" }).click();
  await shows(answerOf(lastTurn(page)), "please");
});

test("where no key is needed none is asked for, and code has none", async (t) => {
  const page = await open(t, simulated);
  await page.locator("#model:enabled").waitFor();
  assert.equal(await key(page).isVisible(), false);
  assert.ok(!(await page.locator("#code").textContent()).includes("Authorization"));
});
