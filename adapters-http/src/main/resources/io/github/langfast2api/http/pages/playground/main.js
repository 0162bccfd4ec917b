// The playground: it puts its parts together.
import { models } from "./api.js";
import { Asking } from "./asking.js";
import { CodePanel } from "./code-panel.js";
import { Composer } from "./composer.js";
import { Conversation } from "./conversation.js";
import { ConversationList } from "./conversation-list.js";
import { byId } from "./elements.js";
import { text } from "./i18n.js";
import { askForKey, isAskingForKey, key, onNewKey, stopAskingForKey } from "./key.js";
import { say } from "./notice.js";
import { question } from "./question.js";
import { Settings } from "./settings.js";
import { ConversationStore } from "./store.js";
import { tabs } from "./tabs.js";
import { Thread } from "./thread.js";
import { showModelTrouble, showStoreTrouble } from "./trouble.js";

// The conversation that this tab shows again when it is reloaded.
const CURRENT = "langfast2api.conversation";
const PARTIAL_MILLIS = 2000;
const EXAMPLE = { role: "user", text: "Hello!", pictures: [] };

let conversation = new Conversation();

const thread = new Thread({ edit: ifRight(edit), retry: ifRight(retry), ask: ifRight(ask), branch, results: ifRight(results) });
const asking = new Asking(thread);
const composer = new Composer({ send: ifRight(send), stop: () => asking.stop(), input: showCode });
const settings = new Settings(showCode);
const codePanel = new CodePanel();
const store = await ConversationStore.open(showStoreTrouble);
const list = new ConversationList(store, { open, leave });

function send() {
  const node = conversation.add(conversation.last, { role: "user", ...composer.message });
  composer.clear();
  return ask(node);
}

async function ask(parent) {
  const within = conversation;
  within.record.settings = settings.values;
  composer.answering = true;
  const done = asking.ask(within, parent, settings.values, settings.model);
  // What was pressed may be gone.
  if (document.activeElement === document.body) composer.focus();
  await keep(within);
  showCode();
  const failure = await done;
  composer.answering = false;
  await keep(within);
  showCode();
  if (failure?.status === 401) askForKey(failure.message);
}

// Nothing is asked with settings of which a part would be missing.
function ifRight(action) {
  return (...given) => {
    if (settings.areRight) return action(...given);
    say(text("settings.wrong"));
    byId("tab-settings").click();
    return settings.focusFault();
  };
}

async function edit(node, edited) {
  await asking.interrupt();
  await ask(conversation.add(parentOf(node), { role: "user", text: edited, pictures: node.pictures }));
}

async function retry(node) {
  await asking.interrupt();
  await ask(parentOf(node));
}

async function results(node, given) {
  await ask(conversation.add(node, { role: "tool", results: given }));
}

async function branch(node) {
  await asking.interrupt();
  conversation.choose(node);
  thread.show(conversation);
  thread.focusBranches(node);
  showCode();
  await keep(conversation);
}

const parentOf = (node) => conversation.path[conversation.path.indexOf(node) - 1];

async function keep(kept) {
  sessionStorage.setItem(CURRENT, conversation.id);
  if (!kept.isEmpty) await store.put(kept.record);
  await list.show(conversation.id);
}

async function show(next) {
  await asking.interrupt();
  conversation = next;
  settings.values = conversation.record.settings;
  thread.show(conversation);
  showCode();
  await keep(conversation);
  list.close();
  composer.focus();
}

// The one that is shown is not opened anew: its answer may be on its way.
async function open(id) {
  if (id === conversation.id) return list.close();
  await asking.interrupt();
  const record = await store.get(id);
  if (record) await show(new Conversation(record));
}

async function renew() {
  await show(new Conversation());
  composer.clear();
  say(text("renew.told"));
  showCode();
}

// What is about to be deleted must not be kept again when its answer ends.
async function leave(id = conversation.id) {
  if (id === conversation.id) await show(new Conversation());
}

async function listModels() {
  showModelTrouble();
  try {
    const listed = await models(key());
    settings.models = listed;
    composer.mayAsk = listed.length > 0;
    stopAskingForKey();
    composer.focus();
  } catch (error) {
    if (error.status === 401) askForKey(error.message);
    else {
      if (isAskingForKey()) stopAskingForKey();
      showModelTrouble(error);
    }
  }
  showCode();
}

// The request that would be sent now; while nothing is written, the one that was sent last, or an example.
function showCode() {
  const sent = conversation.path.findLast(({ role }) => role !== "assistant");
  const drafted = [...conversation.turnsTo(conversation.last), composer.isEmpty ? EXAMPLE : { role: "user", ...composer.message }];
  const [which, turns] = !composer.isEmpty ? ["code.send", drafted] : sent ? ["code.sent", conversation.turnsTo(sent)] : ["code.example", drafted];
  codePanel.show({ api: settings.values.api, question: question(settings.values, settings.model, turns), withKey: key() !== "", which });
}

tabs(byId("panels"), ({ id }) => {
  for (const name of ["code", "settings"]) byId(`panel-${name}`).hidden = id !== `tab-${name}`;
});
byId("renew").addEventListener("click", renew);
byId("again").addEventListener("click", listModels);
setInterval(() => asking.partial && store.put(asking.partial), PARTIAL_MILLIS);
addEventListener("beforeunload", (event) => !store.isAllKept && event.preventDefault());
onNewKey(listModels);
const current = await store.get(sessionStorage.getItem(CURRENT) ?? "");
if (current) await show(new Conversation(current));
else await list.show();
await listModels();
