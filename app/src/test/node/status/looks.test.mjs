// How the page looks, and that it can be used without a mouse, without eyes and on a phone. SCREENSHOTS is where pictures go.
import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { ask, gateway, open, openWithKey, shows } from "./browser.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PHONE = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };

const picture = (page, name) => page.screenshot({ path: join(process.env.SCREENSHOTS, `${name}.png`), fullPage: true });

async function withFailures(t, options) {
  await ask(gateway, "say hi");
  const failed = await ask(gateway, "fail no luck");
  const page = await openWithKey(t, options);
  await page.getByRole("cell", { name: failed.headers.get("x-request-id") }).waitFor();
  return page;
}

async function assertAccessible(page) {
  await page.evaluate(axe);
  const { violations, passes } = await page.evaluate(() => window.axe.run());
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html)}`), []);
  assert.ok(passes.some(({ id }) => id === "color-contrast"));
}

const brightness = (colour) => colour.match(/\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0);

for (const colorScheme of ["light", "dark"]) {
  test(`the page is ${colorScheme} where the system is, and axe finds nothing wrong with it`, async (t) => {
    const asking = await open(t, gateway, { colorScheme, expected: [401] });
    await asking.locator("#key").waitFor();
    await assertAccessible(asking);
    const page = await withFailures(t, { colorScheme });
    await assertAccessible(page);
    const { color, backgroundColor } = await page.locator("section").first().evaluate((section) => {
      const { color, backgroundColor } = getComputedStyle(section);
      return { color, backgroundColor };
    });
    assert.equal(brightness(color) < brightness(backgroundColor), colorScheme === "light");
    await picture(page, colorScheme);
  });
}

test("a phone shows it in its breadth, and its rows are still rows to a screen reader", async (t) => {
  const page = await withFailures(t, PHONE);
  await assertAccessible(page);
  await picture(page, "phone");
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= PHONE.viewport.width);
  assert.ok((await page.locator("#failures").getByRole("cell").count()) >= 6);
});

test("the browser's language is the page's", async (t) => {
  const page = await withFailures(t, { locale: "zh-CN" });
  await shows(page.locator("#available"), "LangFast 可用");
  assert.equal(await page.evaluate(() => document.documentElement.lang), "zh-CN");
  await assertAccessible(page);
  await picture(page, "chinese");
  const text = await page.locator("body").innerText();
  assert.doesNotMatch(text, /\b(Since|Runs|Failure|Memory|of)\b/);
  const other = await openWithKey(t, { locale: "fr-FR" });
  await shows(other.locator("#available"), "LangFast is there");
});

test("all can be done by keyboard, and one sees where one is", async (t) => {
  const page = await openWithKey(t);
  const focused = (selector) => page.waitForFunction((wanted) => document.activeElement.matches(wanted), selector);
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("Tab");
  await focused("a[href=playground]");
  await page.keyboard.press("Tab");
  await focused("#key-open");
  assert.notEqual(await page.locator("#key-open").evaluate((button) => getComputedStyle(button).outlineStyle), "none");
  await page.keyboard.press("Enter");
  await focused("#key");
  await page.keyboard.press("Escape");
  await focused("#key-open");
});

test("charts tell in words what they show", async (t) => {
  const page = await withFailures(t);
  for (const chart of await page.locator(".chart").getByRole("img").all()) {
    assert.match(await chart.getAttribute("aria-label"), /last hour.*\d/);
    assert.equal(await chart.locator("rect").count(), 60);
  }
});
