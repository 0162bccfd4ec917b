// Answers in Markdown: as elements, never as HTML, whatever is in them and however they come.
import { test } from "node:test";
import assert from "node:assert/strict";
import { answerOf, ask, held, lastTurn, openWithKey, release, script, shows } from "./browser.mjs";

const ANSWER = `# Rivers

They *flow*, **always**, and \`never\` rest & wait &amp; see.

1. one
2. two
   - inner

| river | km |
|---|--:|
| Rhine | 1233 |

\`\`\`python
def flow(metres: int) -> str:
    return f"{metres} m"  # down
\`\`\`

> said [somebody](https://example.org/a?b=1) on ~~Monday~~ Tuesday, as [told][1]

[1]: https://example.org/source
`;

const done = (page) => lastTurn(page).locator(".figures").waitFor();

async function answered(t, text, options) {
  const page = await openWithKey(t, options);
  await ask(page, script([{ write: text }, { end: "stop" }]));
  await done(page);
  return { page, answer: answerOf(lastTurn(page)) };
}

test("Markdown is shown as what it means", async (t) => {
  const { answer } = await answered(t, ANSWER, { permissions: ["clipboard-read", "clipboard-write"] });
  await shows(answer.locator("h3"), "Rivers");
  await shows(answer.locator("p").first(), "They flow, always, and never rest & wait & see.");
  assert.deepEqual(await answer.locator("ol > li").count(), 2);
  await shows(answer.locator("ol ul li"), "inner");
  await shows(answer.locator("td").last(), "1233");
  assert.equal(await answer.locator("td").last().getAttribute("align"), "right");
  assert.deepEqual(await answer.locator("a").evaluateAll((links) => links.map(({ href, target, rel }) => [href, target, rel])), [
    ["https://example.org/a?b=1", "_blank", "noopener noreferrer"],
    ["https://example.org/source", "_blank", "noopener noreferrer"],
  ]);
  await shows(answer.locator(".token-keyword").first(), "def");
  await shows(answer.locator(".token-comment"), "# down");
});

test("a block of code is copied as it is, and an answer as it was written", async (t) => {
  const { page, answer } = await answered(t, ANSWER, { permissions: ["clipboard-read", "clipboard-write"] });
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await answer.getByRole("button", { name: "Copy code" }).click();
  await shows(answer.getByRole("button", { name: "Copy code" }), "Copied");
  assert.equal(await copied(), 'def flow(metres: int) -> str:\n    return f"{metres} m"  # down');
  await lastTurn(page).getByRole("button", { name: "Copy answer" }).click();
  await shows(lastTurn(page).getByRole("button", { name: "Copy answer" }), "Copied");
  assert.equal(await copied(), ANSWER);
});

const HOSTILE = `<script>document.title = "owned"</script>

<img src=x onerror="document.title='owned'"> and <b>bold</b> and <iframe srcdoc="<script>parent.document.title='owned'</script>">

[one](javascript:document.title='owned') [two](JaVa&#x53;cript:alert(1)) [three](data:text/html,<script>1</script>) [four](vbscript:x)
![five](http://127.0.0.1:9/pixel.png) ![six](data:image/svg+xml,<svg/onload=alert(1)>) <javascript:alert(1)> [seven](/v1/models)

\`\`\`"><img src=x onerror=alert(1)>
<script>document.title = "owned"</script>
\`\`\`

\`\`\`__proto__
x
\`\`\`

\`\`\`extend
x
\`\`\`

[eight]: javascript:alert(1) "x"

[eight]`;

test("nothing in an answer becomes markup, loads anything or leads anywhere but to the web", async (t) => {
  const { page, answer } = await answered(t, HOSTILE);
  assert.equal(await answer.locator("script, img, iframe, b").count(), 0);
  assert.deepEqual(await answer.locator("a").evaluateAll((links) => links.map(({ href }) => href)), ["http://127.0.0.1:9/pixel.png"]);
  assert.match(await answer.textContent(), /<script>document\.title = "owned"<\/script>[^]*<img src=x onerror[^]*<b>bold<\/b>/);
  assert.equal(await page.title(), "Playground · langfast2api");
});

test("what has come of Markdown is shown while the rest is still to come, and mended when it comes", async (t) => {
  const page = await openWithKey(t);
  await ask(page, script([{ say: "before\n\n```js\nlet a" }, { hold: 1 }, { say: " = 1;\n```\n\n**bo" }, { hold: 1 }, { say: "ld**" }, { end: "stop" }]));
  const answer = answerOf(lastTurn(page));
  await shows(answer.locator("pre"), "let a");
  assert.equal(await answer.locator(".token-keyword").count(), 0);
  await held();
  await release();
  await shows(answer.locator("p").last(), "**bo");
  await shows(answer.locator(".token-keyword"), "let");
  await held();
  await release();
  await shows(answer.locator("strong"), "bold");
  await done(page);
  await shows(answer.locator("p").first(), "before");
});

// The answer's pieces, as the gateway would send them, at once.
async function answeredWith(t, pieces) {
  const page = await openWithKey(t);
  const chunks = pieces.map((content) => `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content }, finish_reason: null }] })}\n\n`);
  await page.route("**/v1/chat/completions", (route) => route.fulfill({ contentType: "text/event-stream", body: `${chunks.join("")}data: [DONE]\n\n` }));
  await ask(page, "say much");
  await done(page);
  return answerOf(lastTurn(page));
}

test("a megabyte of text in many pieces is shown whole, and the page goes on", async (t) => {
  const paragraph = "A river *runs* to the **sea**, as `all` of them do, and so does this one. ".repeat(3).trim();
  const pieces = Array.from({ length: 20_000 }, (_, at) => (at % 4 === 3 ? "\n\n" : paragraph.slice((at % 4) * 18, (at % 4) * 18 + 60)));
  const answer = await answeredWith(t, pieces);
  assert.equal(await answer.locator(":scope > .blocks > p").count(), 4999);
});

test("one paragraph of a megabyte is shown whole", async (t) => {
  const answer = await answeredWith(t, Array(2000).fill("word *and* ".repeat(50)));
  assert.equal((await answer.textContent()).length, 2000 * 550);
});

for (const [what, text] of Object.entries({
  "stars that never close": "*a ".repeat(30_000),
  "pictures that never close": "![a](".repeat(20_000),
  "quotations in quotations": `${"> ".repeat(20_000)}a`,
  "lists in lists": Array.from({ length: 300 }, (_, at) => `${"  ".repeat(at)}- a`).join("\n"),
})) {
  test(`${what} end in an answer as well`, async (t) => {
    const answer = await answeredWith(t, [text]);
    const letters = (shown) => shown.match(/a/g).length;
    assert.equal(letters(await answer.textContent()), letters(text));
  });
}

test("code that is made to slow the highlighter down is shown, and from then on without colours", async (t) => {
  const code = "a.".repeat(4500);
  const answer = await answeredWith(t, Array(20).fill(`\`\`\`csharp\n${code}\n\`\`\`\n\n`));
  assert.deepEqual(await answer.locator("pre").allTextContents(), Array(20).fill(code));
  assert.equal(await answer.locator("pre").last().locator("span").count(), 0);
});
