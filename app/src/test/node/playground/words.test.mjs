// The page's words: in the browser's language, and the same of them in each.
import { test } from "node:test";
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { assertAccessible, lastTurn, open, picture, simulated } from "./browser.mjs";

const FOLDER = new URL("../../../../../adapters-http/src/main/resources/io/github/langfast2api/http/pages/playground/", import.meta.url);
const words = async (name, folder = FOLDER) => (await import(`data:text/javascript,${encodeURIComponent(await readFile(new URL(name, folder), "utf8"))}`)).default;
const names = (text) => text.match(/\{\w+\}/g)?.sort() ?? [];

for (const page of ["playground", "status"]) {
  test(`every language has the same words for ${page}, with the same values in them`, async () => {
    const folder = new URL(`../${page}/`, FOLDER);
    const [en, zh] = [await words("en.js", folder), await words("zh.js", folder)];
    assert.deepEqual(Object.keys(zh), Object.keys(en));
    for (const key of Object.keys(en)) assert.deepEqual(names(zh[key]), names(en[key]), key);
  });
}

test("every word is used, and every word that is used is there", async () => {
  const files = (await readdir(FOLDER)).filter((name) => /\.(js|html)$/.test(name) && !["en.js", "zh.js", "welcome.html"].includes(name));
  const sources = (await Promise.all(files.map((name) => readFile(new URL(name, FOLDER), "utf8")))).join("\n");
  const known = Object.keys(await words("en.js"));
  const asked = [...sources.matchAll(/data-(?:text|label|placeholder)="([^"]+)"|\btext\("([^"]+)"/g)].map(([, one, other]) => one ?? other);
  assert.deepEqual(asked.filter((key) => !known.includes(key)), []);
  const made = [/^figure\./, /\.wrong$/, /^code\.(send|sent|example)$/, /^store\./, /^branch\./, /^key\./, /^failure\./, /^copy/, /^copied/, /^you$/, /^stop$|^send$/];
  assert.deepEqual(known.filter((key) => !asked.includes(key) && !made.some((pattern) => pattern.test(key))), []);
});

for (const [locale, language, send] of [["zh-CN", "zh-CN", "发送"], ["zh-TW", "zh-CN", "发送"], ["en-GB", "en", "Send"], ["fr-FR", "en", "Send"]]) {
  test(`a browser in ${locale} is shown the page in ${language}`, async (t) => {
    const page = await open(t, simulated, { locale });
    await page.getByRole("button", { name: send }).waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.lang), language);
  });
}

test("nothing of the page is English in Chinese", async (t) => {
  const page = await open(t, simulated, { locale: "zh-CN" });
  await page.locator("#model:enabled").waitFor();
  await page.getByRole("tab", { name: "设置" }).click();
  await page.getByLabel("系统提示词").fill("简短回答。");
  await page.getByLabel("消息", { exact: true }).fill("天空为什么是蓝色的？");
  await page.getByLabel("消息", { exact: true }).press("Enter");
  await lastTurn(page).locator(".figures").waitFor();
  await assertAccessible(page);
  const shown = await page.evaluate(() => [...document.querySelectorAll("button, label, h2, .hint, dt, .simulated strong")].map((each) => each.textContent.trim()));
  const foreign = shown.filter((each) => /^[A-Za-z ]+$/.test(each) && !["curl", "Python", "JavaScript", "Java", "Top p"].includes(each));
  assert.deepEqual(foreign, []);
  await picture(page, "chinese");
});
