// The APIs in which a model can be asked, by the names of their choices: each has its path, the body of a question, and a
// reader of its events, which gives their text, calls, finish, usage, error and done.
import { chat } from "./chat-api.js";
import { messages } from "./messages-api.js";
import { responses } from "./responses-api.js";

export const apis = { chat, responses, messages };
