// What was asked and answered so far, as the API wants to hear it.

export class Conversation {
  #exchanges = [];

  // What to send next.
  messagesWith(question) {
    return [...this.#exchanges.flatMap(asMessages), { role: "user", content: question }];
  }

  // An answer of which nothing came is as if it had not been asked for.
  note(question, answer) {
    if (answer) this.#exchanges.push({ question, answer });
  }
}

const asMessages = ({ question, answer }) => [
  { role: "user", content: question },
  { role: "assistant", content: answer },
];
