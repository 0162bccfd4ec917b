// Questions that are edited and answers that are asked for again: branches of one conversation.
import { test } from "node:test";
import assert from "node:assert/strict";
import { answerOf, ask, assertAccessible, held, lastTurn, openWithKey, posted, release, shows } from "./browser.mjs";

const done = (page) => lastTurn(page).locator(".figures").waitFor();
const turn = (page, at) => page.getByRole("article").nth(at);
const said = ({ messages }) => messages.map(({ content }) => content);

async function conversation(t) {
  const page = await openWithKey(t);
  for (const text of ["say one", "say two"]) {
    await ask(page, text);
    await done(page);
  }
  return page;
}

test("an answer is asked for again beside the first, and one goes back and forth between them", async (t) => {
  const page = await conversation(t);
  const request = posted(page);
  await lastTurn(page).getByRole("button", { name: "Ask again" }).click();
  assert.deepEqual(said(await request), ["say one", "one", "say two"]);
  await done(page);
  const branches = page.getByRole("group", { name: "Branches" });
  await shows(branches.locator("span"), "2 of 2");
  assert.equal(await branches.getByRole("button", { name: "Branch after" }).isDisabled(), true);
  await branches.getByRole("button", { name: "Branch before" }).press("Enter");
  await shows(branches.locator("span"), "1 of 2");
  assert.equal(await branches.getByRole("button", { name: "Branch after" }).evaluate((button) => button === document.activeElement), true);
  await page.keyboard.press("Enter");
  await shows(branches.locator("span"), "2 of 2");
  await assertAccessible(page);
});

test("a question is edited into a branch, and each branch keeps what came after it", async (t) => {
  const page = await conversation(t);
  await turn(page, 0).getByRole("button", { name: "Edit" }).click();
  const field = page.getByLabel("Edit the message");
  assert.equal(await field.inputValue(), "say one");
  await field.fill("say another");
  await assertAccessible(page);
  const request = posted(page);
  await page.getByRole("button", { name: "Send as a new branch" }).click();
  assert.deepEqual(said(await request), ["say another"]);
  await done(page);
  await shows(answerOf(lastTurn(page)), "another");
  assert.equal(await page.getByRole("article").count(), 2);
  await turn(page, 0).getByRole("button", { name: "Branch before" }).click();
  assert.equal(await page.getByRole("article").count(), 4);
  await shows(answerOf(lastTurn(page)), "two");
  const next = posted(page);
  await ask(page, "say three");
  assert.deepEqual(said(await next), ["say one", "one", "say two", "two", "say three"]);
  await done(page);
  await turn(page, 0).getByRole("button", { name: "Branch after" }).click();
  await shows(answerOf(lastTurn(page)), "another");
});

test("an edit can be given up, which stops no answer", async (t) => {
  const page = await conversation(t);
  await turn(page, 0).getByRole("button", { name: "Edit" }).click();
  await page.getByLabel("Edit the message").press("Escape");
  await shows(turn(page, 0).locator(".question"), "say one");
  assert.equal(await page.getByRole("article").count(), 4);
  await ask(page, JSON.stringify({ steps: [{ say: "the first " }, { hold: 1 }, { say: "and the last" }, { end: "stop" }] }));
  await shows(answerOf(lastTurn(page)), "the first");
  await turn(page, 0).getByRole("button", { name: "Edit" }).click();
  await page.getByLabel("Edit the message").press("Escape");
  await held();
  await release();
  await shows(answerOf(lastTurn(page)), "the first and the last");
});

test("an earlier answer is asked for again while another is coming, which is stopped and kept", async (t) => {
  const page = await conversation(t);
  await ask(page, JSON.stringify({ steps: [{ say: "the first " }, { hold: 1 }] }));
  await shows(answerOf(lastTurn(page)), "the first");
  await turn(page, 1).getByRole("button", { name: "Ask again" }).click();
  await shows(turn(page, 1).locator(".branches span"), "2 of 2");
  await turn(page, 1).getByRole("button", { name: "Branch before" }).click();
  await shows(lastTurn(page).locator(".figures"), /you stopped it$/);
});
