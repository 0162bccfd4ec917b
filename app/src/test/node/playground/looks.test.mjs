// How the page looks, and that it can be used without a mouse, without eyes and on a phone. SCREENSHOTS is where pictures go.
import { test } from "node:test";
import assert from "node:assert/strict";
import { answerOf, ask, assertAccessible, draft, lastTurn, open, openWithKey, picture, shows, simulated } from "./browser.mjs";

const PHONE = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };

async function conversation(t, options) {
  const page = await open(t, simulated, options);
  await page.locator("#model:enabled").waitFor();
  await page.getByLabel("Model", { exact: true }).selectOption("gpt-4.1");
  await ask(page, "Why is the sky blue?");
  await lastTurn(page).locator(".figures").waitFor();
  return page;
}

const colours = (page, selector) =>
  page.locator(selector).first().evaluate((element) => {
    const { color, backgroundColor } = getComputedStyle(element);
    return [color, backgroundColor];
  });

const brightness = (colour) => colour.match(/\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0);

test("light is light and dark is dark, by what the system says", async (t) => {
  const [light, dark] = [await conversation(t, { colorScheme: "light" }), await conversation(t, { colorScheme: "dark" })];
  for (const selector of ["body", "header", "#composer", ".question", ".simulated"]) {
    const [[lightText, lightGround], [darkText, darkGround]] = [await colours(light, selector), await colours(dark, selector)];
    assert.ok(brightness(lightText) < brightness(lightGround), selector);
    assert.ok(brightness(darkText) > brightness(darkGround), selector);
  }
  await picture(light, "light");
  await picture(dark, "dark");
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing wrong with the ${colorScheme} page in any of its states`, async (t) => {
    const page = await openWithKey(t, { colorScheme });
    await assertAccessible(page);
    await ask(page, "breakoff half of it");
    await lastTurn(page).locator(".failure").waitFor();
    await assertAccessible(page);
    await page.getByRole("button", { name: /^API key/ }).click();
    await assertAccessible(page);
    const chat = await conversation(t, { colorScheme });
    await assertAccessible(chat);
    await chat.goto(simulated);
    await chat.getByRole("link", { name: "Open the playground" }).waitFor();
    await assertAccessible(chat);
  });
}

test("all can be done by keyboard, and one sees where one is", async (t) => {
  const page = await open(t, simulated);
  await page.locator("#model:enabled").waitFor();
  const focused = (id) => page.waitForFunction((wanted) => document.activeElement.id === wanted, id);
  const press = (...keys) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
  await focused("draft");
  await page.keyboard.type("one line");
  await press("Shift+Enter");
  await page.keyboard.type("another");
  assert.equal(await draft(page).inputValue(), "one line\nanother");
  await press("Control+Enter");
  await shows(answerOf(lastTurn(page)), /one line\nanother/);
  await lastTurn(page).locator(".figures").waitFor();
  await page.keyboard.type("stop this");
  await press("Tab");
  await focused("picture-add");
  await press("Tab");
  await focused("send");
  await press("Enter");
  await page.getByRole("button", { name: "Stop" }).waitFor();
  await press("Escape");
  await shows(page.getByRole("status"), "Stopped.");
  await draft(page).focus();
  await page.keyboard.type("x");
  await press("Tab", "Tab", "Tab");
  await focused("tab-code");
  await press("Tab");
  await focused("tab-curl");
  assert.notEqual(await page.locator("#tab-curl").evaluate((tab) => getComputedStyle(tab).outlineStyle), "none");
  await press("ArrowRight");
  await focused("tab-python");
  await shows(page.locator("#code"), /^from openai import/);
  await press("End");
  await focused("tab-java");
  await press("ArrowRight");
  await focused("tab-curl");
  await press("Tab");
  await focused("copy");
  await press("Tab");
  await focused("code");
  await page.getByRole("button", { name: /^API key/ }).focus();
  await press("Enter");
  await focused("key");
  await press("Escape");
  await focused("key-open");
});

test("an input method keeps its Enter", async (t) => {
  const page = await open(t, simulated);
  await page.locator("#model:enabled").waitFor();
  await draft(page).fill("nihao");
  await draft(page).dispatchEvent("keydown", { key: "Enter", isComposing: true });
  assert.equal(await page.getByRole("article").count(), 0);
  await draft(page).dispatchEvent("keydown", { key: "Enter" });
  assert.equal(await page.getByRole("article").count(), 2);
});

test("a phone shows it in its breadth", async (t) => {
  const page = await conversation(t, PHONE);
  await picture(page, "phone");
  const send = await page.locator("#send").boundingBox();
  assert.ok(send.y + send.height <= PHONE.viewport.height, "one sees where to send at once");
  await draft(page).fill(`a-word-that-is-too-long-${"x".repeat(200)}`);
  const { content, window } = await page.evaluate(() => ({ content: document.documentElement.scrollWidth, window: innerWidth }));
  assert.equal(window, PHONE.viewport.width);
  assert.ok(content <= window, `${content} > ${window}`);
  for (const button of await page.getByRole("button").filter({ visible: true }).all()) {
    const { x, width, height } = await button.boundingBox();
    assert.ok(x >= 0 && x + width <= window && height >= 24, await button.textContent());
  }
});

test("on a phone the conversations open over the page, and close when one is chosen", async (t) => {
  const page = await conversation(t, PHONE);
  const list = page.getByRole("navigation", { name: "Conversations" });
  assert.equal(await list.isVisible(), false);
  await page.getByRole("button", { name: "Conversations" }).click();
  await assertAccessible(page);
  await picture(page, "phone-conversations");
  await list.getByRole("button", { name: "Why is the sky blue?", exact: true }).click();
  await list.waitFor({ state: "hidden" });
  await page.getByRole("tab", { name: "Settings" }).click();
  await assertAccessible(page);
  const { content, window } = await page.evaluate(() => ({ content: document.documentElement.scrollWidth, window: innerWidth }));
  assert.ok(content <= window, `${content} > ${window}`);
});

test("who wants less motion gets none", async (t) => {
  const page = await open(t, simulated, { reducedMotion: "reduce" });
  await page.locator("#model:enabled").waitFor();
  await ask(page, "Why is the sky blue?");
  const animation = await answerOf(lastTurn(page)).evaluate((answer) => getComputedStyle(answer, "::after").animationName);
  assert.equal(animation, "none");
});
