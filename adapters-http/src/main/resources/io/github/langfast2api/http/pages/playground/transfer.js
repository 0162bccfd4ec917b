// Conversations as a file. What is read from one is taken member by member, and only as what it must be.
import { byId } from "./elements.js";

const FORMAT = "langfast2api.conversations";
const ID = /^[\w-]{1,64}$/;
export const PICTURE = /^data:image\/(png|jpeg|webp|gif);base64,[A-Za-z0-9+/]+={0,2}$/;
const SETTINGS = ["model", "api", "system", "temperature", "topP", "maxTokens", "effort", "verbosity", "format", "schema", "tools"];

export const exported = (records) => new Blob([JSON.stringify({ format: FORMAT, conversations: records })], { type: "application/json" });

export function download(blob, name) {
  const link = byId("download");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

// The conversations of a file's text; throws an error with a message if it has any that is none.
export function imported(json) {
  const { format, conversations } = object(JSON.parse(json), "the file");
  if (format !== FORMAT) throw new Error(`format is not ${FORMAT}`);
  return array(conversations, "conversations").map(conversation);
}

function conversation(value, at) {
  const where = `conversations[${at}]`;
  const { id, title, created, updated, settings, chosen, nodes } = object(value, where);
  const known = new Set([null]);
  const record = { id: identifier(id, where), title: string(title, where), created: number(created, where), updated: number(updated, where) };
  record.settings = Object.fromEntries(SETTINGS.filter((name) => typeof object(settings, where)[name] === "string").map((name) => [name, settings[name]]));
  if (chosen !== undefined) record.chosen = identifier(chosen, where);
  record.nodes = array(nodes, where).map((each, index) => node(each, `${where}.nodes[${index}]`, known));
  return record;
}

// A node comes behind its parent, so that none is its own ancestor.
function node(value, where, known) {
  const { id, parent, chosen, role } = object(value, where);
  if (!known.has(parent) || known.has(id)) throw new Error(`${where} has no place in the tree`);
  const read = { id: identifier(id, where), parent, role, ...fields(value, where) };
  if (chosen !== undefined) read.chosen = identifier(chosen, where);
  known.add(id);
  return read;
}

function fields({ role, text, pictures, results, calls, by, finish, dropped, stopped, failure, figures }, where) {
  switch (role) {
    case "user":
      return { text: string(text, where), pictures: array(pictures, where).map((url) => picture(url, where)) };
    case "tool":
      return { results: array(results, where).map((each) => strings(each, ["id", "output"], where)) };
    case "assistant":
      return {
        text: string(text, where),
        calls: array(calls, where).map((each) => strings(each, ["id", "name", "arguments"], where)),
        by: string(by, where),
        finish: string(finish, where),
        dropped: string(dropped, where),
        stopped: stopped === true,
        failure: failure && scalars(failure, where),
        figures: scalars(figures, where),
      };
    default:
      throw new Error(`${where}.role is not known`);
  }
}

const scalars = (value, where) => Object.fromEntries(Object.entries(object(value, where)).filter(([, each]) => ["string", "number"].includes(typeof each)));

const strings = (value, names, where) => Object.fromEntries(names.map((name) => [name, string(object(value, where)[name], where)]));

const checked = (is, what) => (value, where) => {
  if (!is(value)) throw new Error(`${where} has no ${what} where one must be`);
  return value;
};

const object = checked((value) => typeof value === "object" && value !== null && !Array.isArray(value), "object");
const array = checked(Array.isArray, "array");
const string = checked((value) => typeof value === "string", "text");
const number = checked(Number.isFinite, "number");
const identifier = checked((value) => typeof value === "string" && ID.test(value), "id");
const picture = checked((value) => typeof value === "string" && PICTURE.test(value), "picture");
