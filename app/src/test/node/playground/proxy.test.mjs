// The page behind a proxy that has it under a path of its own.
import { test } from "node:test";
import assert from "node:assert/strict";
import { createServer, request as forward } from "node:http";
import { answerOf, ask, lastTurn, open, shows, simulated } from "./browser.mjs";

const PREFIX = "/ai/gateway";

// Only what is below the prefix exists.
async function proxy(t) {
  const server = createServer((incoming, outgoing) => {
    if (!incoming.url.startsWith(`${PREFIX}/`)) return outgoing.writeHead(404).end();
    const { method, headers } = incoming;
    const onward = forward(simulated + incoming.url.slice(PREFIX.length), { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(onward);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => server.close().closeAllConnections());
  return `http://127.0.0.1:${server.address().port}${PREFIX}`;
}

test("the page works below a path, and its code names that path", async (t) => {
  const url = await proxy(t);
  const page = await open(t, url);
  await page.goto(`${url}/`);
  await page.getByRole("link", { name: "Open the playground" }).click();
  await page.locator("#model:enabled").waitFor();
  await ask(page, "Who are you?");
  await shows(answerOf(lastTurn(page)), /simulator/);
  await lastTurn(page).locator(".figures").waitFor();
  assert.ok((await page.locator("#code").textContent()).includes(`${url}/v1/chat/completions`));
});
