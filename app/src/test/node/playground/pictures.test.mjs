// Pictures in a message: pasted, dropped or chosen, shown, removed and sent in every API.
import { test } from "node:test";
import assert from "node:assert/strict";
import { answerOf, ask, assertAccessible, draft, lastTurn, openSimulated, posted, shows } from "./browser.mjs";

const DATA = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const URL = `data:image/png;base64,${DATA}`;

const give = (page, event, name, type, data) =>
  page.evaluate(
    ([event, name, type, data]) => {
      const files = new DataTransfer();
      files.items.add(new File([Uint8Array.from(atob(data), (character) => character.charCodeAt(0))], name, { type }));
      const init = { bubbles: true, cancelable: true, [event === "paste" ? "clipboardData" : "dataTransfer"]: files };
      document.getElementById("draft").dispatchEvent(event === "paste" ? new ClipboardEvent(event, init) : new DragEvent(event, init));
    },
    [event, name, type, data],
  );

const content = {
  "Chat completions": [({ messages }) => messages.at(-1).content.at(-1), { type: "image_url", image_url: { url: URL } }],
  Responses: [({ input }) => input.at(-1).content.at(-1), { type: "input_image", image_url: URL }],
  Messages: [({ messages }) => messages.at(-1).content[0], { type: "image", source: { type: "base64", media_type: "image/png", data: DATA } }],
};

for (const [api, [read, wanted]] of Object.entries(content)) {
  test(`a picture that is pasted is sent by ${api}, with the text or without`, async (t) => {
    const page = await openSimulated(t);
    await page.getByLabel("API", { exact: true }).selectOption(api);
    await give(page, "paste", "a.png", "image/png", DATA);
    await page.getByRole("button", { name: "Remove picture 1" }).waitFor();
    assert.ok((await page.locator("#code").textContent()).includes(DATA.slice(0, 40)));
    const request = posted(page);
    await ask(page, "What is this?");
    assert.deepEqual(read(await request), wanted);
    await shows(answerOf(lastTurn(page)), /What is this\?/);
    assert.equal(await page.locator(".asked img").getAttribute("src"), URL);
    assert.equal(await page.locator("#pictures li").count(), 0);
    await assertAccessible(page);
  });
}

test("a picture is dropped, another chosen, and one of them removed", async (t) => {
  const page = await openSimulated(t);
  await give(page, "drop", "a.png", "image/png", DATA);
  await page.locator("#picture-file").setInputFiles({ name: "b.gif", mimeType: "image/gif", buffer: Buffer.from("R0lGODlhAQABAAAAACw=", "base64") });
  await page.getByRole("button", { name: "Remove picture 2" }).waitFor();
  await page.getByRole("button", { name: "Remove picture 1" }).click();
  assert.equal(await page.locator("#pictures li").count(), 1);
  const request = posted(page);
  await draft(page).press("Enter");
  assert.deepEqual((await request).messages.at(-1).content, [{ type: "image_url", image_url: { url: "data:image/gif;base64,R0lGODlhAQABAAAAACw=" } }]);
});

test("what is no picture is not taken", async (t) => {
  const page = await openSimulated(t);
  await give(page, "drop", "a.svg", "image/svg+xml", btoa("<svg onload='alert(1)'/>"));
  await shows(page.locator("#picture-wrong"), /^This is no picture/);
  assert.equal(await page.locator("#pictures li").count(), 0);
  assert.equal(await page.getByRole("button", { name: "Send" }).isDisabled(), true);
});

test("a long picture is cut short in the code that is shown, and whole in what is copied", async (t) => {
  const page = await openSimulated(t, { permissions: ["clipboard-read", "clipboard-write"] });
  const long = Buffer.alloc(3000, 7).toString("base64");
  await give(page, "paste", "a.png", "image/png", long);
  await shows(page.locator("#code-note"), /cut short here/);
  assert.ok(!(await page.locator("#code").textContent()).includes(long));
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await page.getByRole("button", { name: "Copied" }).waitFor();
  assert.ok((await page.evaluate(() => navigator.clipboard.readText())).includes(long));
});
