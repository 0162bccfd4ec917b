// The status: it watches the gateway for as long as the page is seen, and shows what it hears.
import { Refusal, report, reports } from "./api.js";
import { byId, show } from "./elements.js";
import { text, time } from "./i18n.js";
import { askForKey, key, onNewKey } from "./key.js";
import { availability, view } from "./view.js";

const FIRST_DELAY_MS = 1000;
const MAX_DELAY_MS = 30_000;
const POLL_MS = 10_000;

// Several events are missed in it: the connection has ended, and nobody was told.
const SILENCE_MS = 20_000;

let watching;
let told;

async function watch() {
  watching?.abort();
  const { signal } = (watching = new AbortController());
  let delay = FIRST_DELAY_MS;
  while (!signal.aborted) {
    try {
      await follow(signal, () => (delay = FIRST_DELAY_MS));
    } catch (error) {
      if (signal.aborted) return;
      if (error.status === 401) return needKey(error);
      const polled = error.status === 503 && (await poll(signal));
      if (signal.aborted) return;
      if (polled) delay = POLL_MS;
      else state(error instanceof Refusal ? "refused" : "lost", error);
    }
    await pause(delay, signal);
    delay = Math.min(delay * 2, MAX_DELAY_MS);
  }
}

// Shows reports until the stream ends, as it does after some minutes, or is silent for too long.
async function follow(signal, onReport) {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), SILENCE_MS);
  try {
    for await (const now of reports(key(), AbortSignal.any([signal, silence.signal]))) {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), SILENCE_MS);
      onReport();
      take(now, now.gateway.draining ? "stopping" : "live");
    }
  } finally {
    clearTimeout(timer);
  }
}

// Asks once, where as many watch as may.
async function poll(signal) {
  try {
    take(await report(key(), signal), "polled");
    return true;
  } catch {
    return false;
  }
}

function take(now, name) {
  view(now);
  state(name, { time: time(now.time) });
  const words = availability(now.langfast);
  if (told !== words) show("told", words);
  told = words;
}

function state(name, values) {
  byId("view").dataset.state = name === "polled" ? "live" : name === "refused" || name === "key" ? "lost" : name;
  show("view", text(`view.${name}`, values));
}

function needKey(error) {
  state("key");
  askForKey(error.message);
}

const pause = (millis, signal) =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, millis);
    signal.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });

// A page that nobody sees watches nothing.
document.addEventListener("visibilitychange", () => (document.hidden ? watching?.abort() : watch()));
state("connecting");
onNewKey(watch);
watch();
