// A real Chromium with the playground in it. CHROMIUM says where it is, if it is not where Debian puts it.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before } from "node:test";
import { join } from "node:path";
import { chromium } from "playwright-core";

const EXECUTABLE = process.env.CHROMIUM || "/usr/bin/chromium";
const QUIET = ["--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

export const { GATEWAY_URL: gateway, SIMULATED_URL: simulated } = process.env;
export const KEY = "sk-first";

let browser;

before(async () => {
  assert.ok(existsSync(EXECUTABLE), `There is no Chromium at ${EXECUTABLE}. Install it, or say in CHROMIUM where it is.`);
  browser = await chromium.launch({ executablePath: EXECUTABLE, args: QUIET });
});
after(() => browser?.close());

// Opens the playground in a profile of its own, which ends with the test. What the browser complains of fails the test, but for
// answers whose status the test expects.
export async function open(t, url, { expected = [], init, ...options } = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  if (init) await page.addInitScript(init);
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (!expected.some((status) => message.text().includes(`status of ${status}`))) complaints.push(message.text());
  });
  t.after(async () => {
    await context.close();
    assert.deepEqual(complaints, []);
  });
  await page.goto(`${url}/playground`);
  return page;
}

// Opens it where a key is needed, and gives one.
export async function openWithKey(t, options) {
  const page = await open(t, gateway, { ...options, expected: [401, ...(options?.expected ?? [])] });
  await enterKey(page, KEY);
  await page.locator("#model:enabled").waitFor();
  return page;
}

// Opens it where the simulator answers.
export async function openSimulated(t, options) {
  const page = await open(t, simulated, options);
  await page.locator("#model:enabled").waitFor();
  return page;
}

export async function enterKey(page, key) {
  await page.getByLabel("Key", { exact: true }).fill(key);
  await page.getByRole("button", { name: "Use this key" }).click();
}

export const draft = (page) => page.getByLabel("Message", { exact: true });

export async function ask(page, text) {
  await draft(page).fill(text);
  await draft(page).press("Enter");
}

// Writes into a field of the settings.
export async function setting(page, label, text) {
  await page.getByRole("tab", { name: "Settings" }).click();
  await page.getByLabel(label, { exact: true }).fill(text);
}

// The body of the next request for an answer.
export const posted = async (page) => (await page.waitForRequest((request) => request.method() === "POST")).postDataJSON();

export const picture = (page, name) => page.screenshot({ path: join(process.env.SCREENSHOTS, `${name}.png`) });

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

export async function assertAccessible(page) {
  await page.evaluate(axe);
  const { violations, passes } = await page.evaluate(() => window.axe.run());
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`), []);
  assert.ok(passes.some(({ id }) => id === "color-contrast"));
}

// A message that has LangFast play these steps.
export const script = (steps) => JSON.stringify({ steps });

// The newest answer, or the question that waits for one.
export const lastTurn = (page) => page.getByRole("article").last();
export const answerOf = (turn) => turn.locator(".answer");

// Waits until a locator's text is, or matches, this.
export async function shows(locator, wanted) {
  const fits = (text) => (wanted instanceof RegExp ? wanted.test(text) : text === wanted);
  const end = Date.now() + 20_000;
  let text = "";
  while (Date.now() < end) {
    text = (await locator.textContent()).trim();
    if (fits(text)) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.fail(`it shows ${JSON.stringify(text)} and not ${wanted}`);
}

export const release = () => fetch(`${process.env.UPSTREAM_URL}/release`, { method: "POST" });

export async function held() {
  for (let tries = 0; tries < 1000; tries++) {
    if ((await (await fetch(`${process.env.UPSTREAM_URL}/counts`)).json()).held > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.fail("no script came to a hold");
}
