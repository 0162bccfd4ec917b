// The playground: it puts its parts together.
import { answer, baseUrl, models, question } from "./api.js";
import { apis, languages } from "./code.js";
import { Composer } from "./composer.js";
import { Conversation } from "./conversation.js";
import { askForKey, isAskingForKey, key, onNewKey, stopAskingForKey } from "./key.js";
import { tabs } from "./tabs.js";
import { Turn } from "./turn.js";

const element = (id) => document.getElementById(id);
const simulated = document.body.dataset.simulated === "true";
const EXAMPLE = "Hello!";

let conversation = new Conversation();
let language = languages.curl;
let sent;
let underway;

const composer = new Composer({ onSend: send, onStop: () => underway?.abort(), onInput: showCode });

async function send(text) {
  const stop = (underway = new AbortController());
  const within = conversation;
  const request = question(element("model").value, within.messagesWith(text));
  sent = request.messages;
  const turn = new Turn(text, request.model + (simulated ? " · simulated" : ""));
  composer.answering = true;
  composer.text = "";
  element("empty").hidden = true;
  element("turns").append(turn.element);
  follow(true);
  say("Waiting for the answer.");
  try {
    for await (const chunk of answer(request, key(), stop.signal)) {
      const atEnd = isAtEnd();
      turn.take(chunk);
      follow(atEnd);
    }
    turn.whole();
    ended(text, turn, `The answer is complete: ${turn.answer}`);
  } catch (error) {
    if (conversation !== within) return;
    if (stop.signal.aborted) turn.stopped();
    else turn.failed(error);
    ended(text, turn, stop.signal.aborted ? "Stopped." : turn.failure);
    if (error.status === 401) askForKey(error.message);
  }
}

// What was not answered at all may be sent once more.
function ended(text, turn, told) {
  conversation.note(text, turn.answer);
  underway = undefined;
  composer.answering = false;
  if (!turn.answer && !composer.text) composer.text = text;
  say(told);
  follow(true);
  showCode();
}

async function listModels() {
  element("trouble").hidden = true;
  try {
    fillModels(await models(key()));
    stopAskingForKey();
    composer.focus();
  } catch (error) {
    if (error.status === 401) askForKey(error.message);
    else showTrouble(error);
  }
  showCode();
}

function fillModels(ids) {
  const chosen = element("model").value;
  element("model").replaceChildren(...ids.map((id) => new Option(id, id, false, id === chosen)));
  element("model").disabled = false;
  composer.mayAsk = ids.length > 0;
}

function showTrouble({ message, status, requestId }) {
  if (isAskingForKey()) stopAskingForKey();
  const facts = [status, requestId].filter((fact) => fact).join(" · ");
  element("trouble").querySelector("p").textContent = `The models cannot be listed. ${message} ${facts}`;
  element("trouble").hidden = false;
}

function beginAnew() {
  underway?.abort();
  underway = undefined;
  conversation = new Conversation();
  sent = undefined;
  element("turns").replaceChildren(element("empty"));
  element("empty").hidden = false;
  composer.answering = false;
  composer.text = "";
  say("A new conversation.");
  showCode();
  composer.focus();
}

// The request that would be sent now; while nothing is written, the one that was sent last, or an example.
function showCode() {
  const messages = composer.text ? conversation.messagesWith(composer.text) : (sent ?? conversation.messagesWith(EXAMPLE));
  const withKey = key() !== "";
  const api = apis[element("api").value];
  const body = api.body(question(element("model").value, messages));
  element("code").textContent = language({ api, baseUrl, body, withKey });
  const what = api === apis.chat ? "What" : "The same to another API as what";
  const when = composer.text ? `${what} Send will send.` : sent ? `${what} was sent last.` : "An example; write a message to see yours.";
  element("code-note").textContent = when + (withKey ? ` The key is read from ${api.vendor.key}.` : "");
}

async function copyCode() {
  const done = await copied(element("code").textContent);
  element("copy").textContent = done ? "Copied" : "Select it and copy";
  say(done ? "The code is copied." : "The code could not be copied.");
  setTimeout(() => (element("copy").textContent = "Copy"), 2000);
}

// Browsers have no clipboard for pages that come over plain HTTP from another machine, but for what is selected.
async function copied(text) {
  if (navigator.clipboard) {
    return navigator.clipboard.writeText(text).then(() => true, () => false);
  }
  getSelection().selectAllChildren(element("code"));
  return document.execCommand("copy");
}

// What a screen reader is to say; the pieces of an answer are not.
const say = (text) => (element("status").textContent = text);

const isAtEnd = () => element("turns").scrollHeight - element("turns").scrollTop - element("turns").clientHeight < 40;

function follow(wanted) {
  if (wanted) element("turns").scrollTop = element("turns").scrollHeight;
}

tabs(document.querySelector("[role=tablist]"), (tab) => {
  language = languages[tab.id.replace("tab-", "")];
  element("code").setAttribute("aria-labelledby", tab.id);
  showCode();
});
element("model").addEventListener("change", showCode);
element("api").addEventListener("change", showCode);
element("renew").addEventListener("click", beginAnew);
element("again").addEventListener("click", listModels);
element("copy").addEventListener("click", copyCode);
onNewKey(listModels);
listModels();
