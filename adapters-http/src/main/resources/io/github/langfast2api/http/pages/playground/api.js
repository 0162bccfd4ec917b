// The gateway's API, as any client sees it.
import { text } from "./i18n.js";

// Relative to the page, so that it is found behind a proxy's path, too.
export const baseUrl = new URL("v1", document.baseURI).href;

// What went wrong, as the API tells it: status, code, type, param, requestId and retryAfter, as far as there are any.
export class Failure extends Error {
  constructor(message, facts) {
    super(message);
    Object.assign(this, facts);
  }
}

// The models with what they support.
export async function models(key) {
  const response = await call("models", key, {});
  return (await response.json()).data;
}

// What comes of an answer, piece by piece. It ends when the answer is whole, and throws in all other cases.
export async function* answer(api, body, key, signal) {
  const response = await call(api.path, key, { method: "POST", body: JSON.stringify(body), signal });
  const facts = { requestId: requestId(response) };
  const read = api.reader();
  yield { dropped: response.headers.get("x-dropped-parameters") };
  for await (const data of events(response)) {
    const piece = read(data);
    if (piece.error) throw new Failure(piece.error.message, { ...piece.error, ...facts });
    if (piece.done) return;
    yield piece;
  }
  throw new Failure(text("failure.connection"), facts);
}

async function call(path, key, options) {
  const headers = { ...(options.body && { "content-type": "application/json" }), ...(key && { authorization: `Bearer ${key}` }) };
  const response = await fetch(`${baseUrl}/${path}`, { ...options, headers, cache: "no-store" }).catch(unreachable);
  if (!response.ok) throw await refusal(response);
  return response;
}

function unreachable(error) {
  if (error.name === "AbortError") throw error;
  throw new Failure(text("failure.unreachable"), {});
}

async function refusal(response) {
  const facts = { status: response.status, requestId: requestId(response), retryAfter: response.headers.get("retry-after") };
  const body = await response.text();
  try {
    const { error } = JSON.parse(body);
    return new Failure(error.message, { ...error, ...facts });
  } catch {
    return new Failure(text("failure.foreign", { text: body.slice(0, 200) }), facts);
  }
}

const requestId = (response) => response.headers.get("x-request-id");

// The data of server-sent events.
async function* events(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(brokenOff);
      if (done) return;
      const blocks = (rest + value).split("\n\n");
      rest = blocks.pop();
      // An empty line that fills silence makes a block begin with it.
      yield* blocks.map(dataOf).filter((data) => data);
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

function brokenOff(error) {
  if (error.name === "AbortError") throw error;
  return { done: true };
}

function dataOf(block) {
  const lines = block.split("\n").filter((line) => line.startsWith("data:"));
  return lines.map((line) => line.slice("data:".length).trimStart()).join("\n");
}
