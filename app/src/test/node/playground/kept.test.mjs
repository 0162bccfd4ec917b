// Conversations that the browser keeps: shown again, exported, imported and deleted, and nothing is lost when it is full.
import { test } from "node:test";
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { answerOf, ask, assertAccessible, enterKey, gateway, held, KEY, lastTurn, openSimulated, openWithKey, posted, release, shows, simulated } from "./browser.mjs";

const titles = (page) => page.locator("#conversation-list .open").allTextContents();
const done = (page) => lastTurn(page).locator(".figures").waitFor();

async function asked(page, ...texts) {
  for (const [at, text] of texts.entries()) {
    if (at > 0) await page.getByRole("button", { name: "New conversation" }).click();
    await ask(page, text);
    await done(page);
  }
}

async function exported(page) {
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export" }).click();
  return readFile(await (await download).path(), "utf8");
}

const importing = (page, json) => page.locator("#import-file").setInputFiles({ name: "conversations.json", mimeType: "application/json", buffer: Buffer.from(json) });

test("conversations are listed, the newest first, and gone back to with their settings", async (t) => {
  const page = await openWithKey(t);
  await page.getByLabel("Model", { exact: true }).selectOption("gpt-4o");
  await asked(page, "say one");
  await page.getByLabel("Model", { exact: true }).selectOption("gpt-4.1");
  await page.getByRole("button", { name: "New conversation" }).click();
  await asked(page, "say two");
  assert.deepEqual(await titles(page), ["say two", "say one"]);
  await page.getByRole("button", { name: "say one", exact: true }).click();
  await shows(answerOf(lastTurn(page)), "one");
  assert.equal(await page.getByLabel("Model", { exact: true }).inputValue(), "gpt-4o");
  await assertAccessible(page);
});

test("a tab that is reloaded shows its conversation again; another begins anew, and finds it in the list", async (t) => {
  const page = await openSimulated(t);
  await asked(page, "hello");
  await page.reload();
  await shows(answerOf(lastTurn(page)), /hello/);
  const other = await page.context().newPage();
  await other.goto(`${simulated}/playground`);
  await other.getByRole("button", { name: "hello", exact: true }).click();
  await shows(answerOf(lastTurn(other)), /hello/);
});

test("what two tabs add to one conversation becomes branches of it", async (t) => {
  const page = await openSimulated(t);
  await asked(page, "hello");
  const other = await page.context().newPage();
  await other.goto(`${simulated}/playground`);
  await other.getByRole("button", { name: "hello", exact: true }).click();
  await asked(other, "from the other");
  await asked(page, "from the first");
  await page.reload();
  await shows(page.getByRole("group", { name: "Branches" }).locator("span"), "1 of 2");
  await page.getByRole("button", { name: "Branch after" }).click();
  await shows(answerOf(lastTurn(page)), /from the other/);
});

// The nodes of the only conversation that is kept.
const kept = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        indexedDB.open("langfast2api").onsuccess = ({ target: { result } }) => {
          result.transaction("conversations").objectStore("conversations").getAll().onsuccess = ({ target }) => resolve(target.result[0].nodes.length);
        };
      }),
  );

test("what had come of an answer is kept when its tab is closed, and takes its whole in where it is not", async (t) => {
  const page = await openWithKey(t);
  await ask(page, JSON.stringify({ steps: [{ say: "the first " }, { hold: 1 }, { say: "and the last" }, { end: "stop" }] }));
  while ((await kept(page)) < 2) await shows(answerOf(lastTurn(page)), "the first");
  const other = await page.context().newPage();
  await other.goto(`${gateway}/playground`);
  await enterKey(other, KEY);
  await other.locator("#conversation-list .open").click();
  await shows(answerOf(lastTurn(other)), "the first");
  await shows(lastTurn(other).locator(".figures"), /you stopped it$/);
  await release();
  await done(page);
  await page.reload();
  await shows(answerOf(lastTurn(page)), "the first and the last");
  assert.equal(await kept(page), 2);
});

test("choosing the conversation that is shown does not stop its answer", async (t) => {
  const page = await openWithKey(t);
  await ask(page, JSON.stringify({ steps: [{ say: "the first " }, { hold: 1 }, { say: "and the last" }, { end: "stop" }] }));
  await shows(answerOf(lastTurn(page)), "the first");
  await page.locator("#conversation-list .open").click();
  await held();
  await release();
  await shows(answerOf(lastTurn(page)), "the first and the last");
});

test("a question whose answer was on its way when the tab was closed is kept, and can be asked again", async (t) => {
  const page = await openWithKey(t);
  await ask(page, JSON.stringify({ steps: [{ say: "the first" }, { hold: 1 }] }));
  await shows(answerOf(lastTurn(page)), "the first");
  await page.reload();
  await page.locator("#model:enabled").waitFor();
  const request = posted(page);
  await page.getByRole("button", { name: "Ask again" }).click();
  assert.equal((await request).messages.length, 1);
  await shows(answerOf(lastTurn(page)), "the first");
  assert.equal(await page.getByRole("button", { name: "Ask again" }).count(), 0);
});

test("what is exported has all branches and no key, and is imported elsewhere once", async (t) => {
  const page = await openWithKey(t);
  await asked(page, "say one", "say two");
  await lastTurn(page).getByRole("button", { name: "Ask again" }).click();
  await shows(page.getByRole("group", { name: "Branches" }).locator("span"), "2 of 2");
  await done(page);
  const json = await exported(page);
  assert.ok(!json.includes("sk-first") && json.includes("say two"), json);
  const other = await openSimulated(t);
  await importing(other, json);
  await shows(other.getByRole("status"), "Conversations imported: 2.");
  await importing(other, json);
  await other.locator("#conversation-list .open").first().waitFor();
  assert.deepEqual(await titles(other), ["say two", "say one"]);
  await other.getByRole("button", { name: "say two", exact: true }).click();
  await shows(other.getByRole("group", { name: "Branches" }).locator("span"), "2 of 2");
  assert.deepEqual(JSON.parse(await exported(other)), JSON.parse(json));
});

test("one conversation is deleted, or all of them, also while an answer comes", async (t) => {
  const page = await openWithKey(t);
  page.on("dialog", (dialog) => dialog.accept());
  await asked(page, "say one", "say two", "say three");
  await page.getByRole("button", { name: "Delete “say two”" }).click();
  await shows(page.getByRole("status"), "Deleted.");
  assert.deepEqual(await titles(page), ["say three", "say one"]);
  await ask(page, JSON.stringify({ steps: [{ say: "the first" }, { hold: 1 }] }));
  await shows(answerOf(lastTurn(page)), "the first");
  await page.getByRole("button", { name: "Delete all" }).click();
  await page.getByText("None yet").waitFor();
  assert.equal(await page.getByRole("article").count(), 0);
  await page.reload();
  await page.getByText("None yet").waitFor();
});

test("a full store is told, nothing is lost, and what is kept goes on when there is room", async (t) => {
  const page = await openWithKey(t);
  const devtools = await page.context().newCDPSession(page);
  const quota = (quotaSize) => devtools.send("Storage.overrideQuotaForOrigin", { origin: gateway, quotaSize });
  await quota(1);
  await asked(page, "say one", `say ${"two ".repeat(1000)}`);
  await page.getByText(/^The browser’s storage is full/).waitFor();
  await page.getByRole("button", { name: "say one", exact: true }).click();
  await shows(answerOf(lastTurn(page)), "one");
  await page.getByRole("button", { name: /^say two/ }).click();
  await shows(answerOf(lastTurn(page)), /^two/);
  assert.ok((await exported(page)).includes("two two two"));
  await assertAccessible(page);
  await quota();
  await ask(page, "say three");
  await done(page);
  await page.locator("#store-trouble").waitFor({ state: "hidden" });
  await page.reload();
  await shows(answerOf(lastTurn(page)), "three");
  await page.locator("#conversation-list li").nth(1).waitFor();
  assert.equal((await titles(page)).length, 2);
});

test("where nothing can be kept the page says so, and works", async (t) => {
  const page = await openSimulated(t, { init: () => Object.defineProperty(globalThis, "indexedDB", { value: { open: () => { throw new Error("denied"); } } }) });
  await page.getByText(/^This browser keeps nothing/).waitFor();
  await asked(page, "hello", "again");
  assert.deepEqual(await titles(page), ["again", "hello"]);
});

const record = (fields) => ({ id: "a", title: "t", created: 1, updated: 1, settings: {}, nodes: [], ...fields });
const file = (...conversations) => JSON.stringify({ format: "langfast2api.conversations", conversations });
const asks = (fields) => ({ id: "n", parent: null, role: "user", text: "x", pictures: [], ...fields });

test("a file that is none is refused whole", async (t) => {
  const page = await openSimulated(t);
  const cycle = [asks({ id: "n", parent: "m" }), asks({ id: "m", parent: "n" })];
  for (const json of [
    "", "[]", "null", "{}", '{"format": "langfast2api.conversations"}', file(null), file(record({ id: "../x" })), file(record({ id: "<b>" })), file(record({ title: {} })),
    file(record({ updated: "1" })), file(record({ nodes: cycle })), file(record({ nodes: [asks({ role: "system" })] })), file(record({ nodes: [asks(), asks()] })),
    file(record({ nodes: [asks({ pictures: ["https://example.org/x.png"] })] })), file(record({ nodes: [asks({ pictures: ["data:image/svg+xml;base64,AAAA"] })] })),
    file(record({ nodes: [asks({ pictures: ['data:image/png;base64,A" onerror="x'] })] })), file(record(), record({ nodes: [asks({ text: 1 })] })),
  ]) {
    await importing(page, json);
    await shows(page.locator("#import-wrong"), /^This file has no conversations/);
    assert.equal(await page.locator("#conversation-list li").count(), 0, json);
    await page.locator("#import-wrong").evaluate((told) => (told.textContent = ""));
  }
});

test("what a file has besides is left out, and nothing of it acts", async (t) => {
  const page = await openSimulated(t);
  const markup = "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>";
  const answer = { id: "m", parent: "n", role: "assistant", text: `${markup}\n\n[x](javascript:alert(1))`, calls: [{ id: markup, name: markup, arguments: markup }], by: markup, finish: markup, dropped: markup, failure: { message: markup, status: markup }, figures: { output: markup, first: 1 }, stopped: false };
  const hostile = `{"__proto__": {"polluted": 1}, "format": "langfast2api.conversations", "conversations": [${JSON.stringify(record({ title: markup, chosen: "__proto__", settings: { model: markup, api: "constructor", system: markup, key: "x" }, nodes: [asks({ text: markup, chosen: "constructor" }), answer] }))}]}`;
  await importing(page, hostile);
  await page.locator("#conversation-list .open").click();
  await shows(page.locator(".question"), markup);
  assert.equal(await page.locator("#turns img, #turns script, #turns a, nav img").count(), 0);
  assert.equal(await page.title(), "Playground · langfast2api");
  assert.equal(await page.evaluate(() => ({}).polluted), undefined);
  await ask(page, "hello");
  await shows(answerOf(lastTurn(page)), /hello/);
});
