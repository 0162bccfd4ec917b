// The gateway's reports: one, or one after the other as they come. EventSource cannot send a key.

// What went wrong: the status of a refusal, and what it said.
export class Refusal extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

export async function report(key, signal) {
  return (await ask("status.json", key, signal)).json();
}

// It ends when the stream does, however it does.
export async function* reports(key, signal) {
  const { body } = await ask("status/events", key, signal);
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const blocks = (rest + value).split("\n\n");
      rest = blocks.pop();
      yield* blocks.map((block) => JSON.parse(block.slice("data: ".length)));
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

// Relative to the page, so that it is found behind a proxy's path, too.
async function ask(path, key, signal) {
  const headers = key ? { authorization: `Bearer ${key}` } : {};
  const response = await fetch(new URL(path, document.baseURI), { headers, signal, cache: "no-store" });
  if (!response.ok) throw new Refusal(response.status, messageOf(await response.text()));
  return response;
}

function messageOf(body) {
  try {
    return JSON.parse(body).error.message;
  } catch {
    return body.slice(0, 200);
  }
}
