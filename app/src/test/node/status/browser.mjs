// A real Chromium with the status page in it. CHROMIUM says where it is, if it is not where Debian puts it.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { after, before } from "node:test";
import { chromium } from "playwright-core";

const EXECUTABLE = process.env.CHROMIUM || "/usr/bin/chromium";
const QUIET = ["--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

export const { GATEWAY_URL: gateway, GUEST_URL: guest, UPSTREAM_URL: upstream } = process.env;
export const KEY = "sk-first";

let browser;

before(async () => {
  assert.ok(existsSync(EXECUTABLE), `There is no Chromium at ${EXECUTABLE}. Install it, or say in CHROMIUM where it is.`);
  browser = await chromium.launch({ executablePath: EXECUTABLE, args: QUIET });
});
after(() => browser?.close());

// Opens the page in a profile of its own, which ends with the test. What the browser complains of fails the test, but for
// answers whose status the test expects.
export async function open(t, url, { expected = [], ...options } = {}) {
  const context = await browser.newContext({ locale: "en-GB", ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (!expected.some((status) => message.text().includes(`status of ${status}`))) complaints.push(message.text());
  });
  t.after(async () => {
    await context.close();
    assert.deepEqual(complaints, []);
  });
  await page.goto(`${url}/status`);
  return page;
}

// Opens it where a key is needed, and gives one.
export async function openWithKey(t, options) {
  const page = await open(t, gateway, { ...options, expected: [401, ...(options?.expected ?? [])] });
  await enterKey(page, KEY);
  await page.locator("#report").waitFor();
  return page;
}

export async function enterKey(page, key) {
  await page.locator("#key").fill(key);
  await page.locator("#key").press("Enter");
}

// Asks a gateway for an answer, and returns its response.
export const ask = (url, content) =>
  fetch(`${url}/v1/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${KEY}` },
    body: JSON.stringify({ model: "gpt-4.1", messages: [{ role: "user", content }] }),
  });

// Has the next calls of the gateways to LangFast spoiled.
export const spoil = (...faults) => fetch(`${upstream}/faults`, { method: "POST", body: JSON.stringify(faults) });

// Waits until a locator's text is, or matches, this.
export async function shows(locator, wanted) {
  const fits = (text) => (wanted instanceof RegExp ? wanted.test(text) : text === wanted);
  const end = Date.now() + 30_000;
  let text = "";
  while (Date.now() < end) {
    text = (await locator.textContent()).trim();
    if (fits(text)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail(`it shows ${JSON.stringify(text)} and not ${wanted}`);
}
