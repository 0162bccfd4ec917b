// What is asked of every client of the Responses API about what is stored. A client's own calls for it, where it has them:
//   goOn(question, more, {stream})   the text of the answer to `more`, a text, after the one to a question, which the gateway keeps
//   retrieve(question, {stream})     {made, found}: a response as it was given, and as it was found by its id
//   inputItems(texts, limit)         the texts of a request's messages as they were listed, pages of `limit` after pages
//   remove(question)                 makes a response, deletes it, and looks for it again
import assert from "node:assert/strict";
import { assertBoth, playing, sent } from "./tools.mjs";

export const STORE_CHECKS = {
  "stored-response": {
    name: "goes on from a stored response",
    async check({ goOn }) {
      await assertBoth(async (stream) => {
        const said = await goOn(playing("It is noon.", "{messages}"), "Where?", { stream });
        assert.deepEqual(JSON.parse(said), sent("It is noon.", "Where?"));
      });
    },
  },
  "retrieve-response": {
    name: "retrieves what it stored",
    async check({ retrieve }) {
      await assertBoth(async (stream) => {
        const { made, found } = await retrieve(playing("It is noon."), { stream });
        assert.equal(made.status, "completed");
        assert.deepEqual(found, made);
      });
    },
  },
  "input-items": {
    name: "pages through the input of what it stored",
    async check({ inputItems }) {
      const texts = ["one", "two", "three", "four", "say five"];
      assert.deepEqual(await inputItems(texts, 2), texts);
    },
  },
  "delete-response": {
    name: "deletes what it stored",
    async check({ remove }, { status }) {
      await assert.rejects(remove(playing("It is noon.")), (error) => status(error) === 404);
    },
  },
};

const CALLS_OF_ITS_OWN = "it makes responses, and has no call for those that are stored";

/** What a client does not offer that makes responses and goes on from them, but does nothing else with them. */
export const ONLY_MAKES_RESPONSES = Object.fromEntries(
  ["retrieve-response", "input-items", "delete-response", "input-tokens"].map((check) => [check, CALLS_OF_ITS_OWN]),
);
