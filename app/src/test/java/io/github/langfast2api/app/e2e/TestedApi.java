package io.github.langfast2api.app.e2e;

import jakarta.json.JsonString;
import java.util.List;

/** An API that clients are tried with, and have a table for in the document. */
enum TestedApi {
  CHAT("chat", "/compatibility-clients.json", "./verify -Dcompatibility=write"),
  RESPONSES(
      "responses",
      "/compatibility-clients-responses.json",
      "./verify -Dcompatibility=write, of the Responses API"),
  MESSAGES(
      "messages",
      "/compatibility-clients-messages.json",
      "./verify -Dcompatibility=write, of the Messages API");

  private final String word;
  private final String clients;
  private final String mark;

  TestedApi(String word, String clients, String mark) {
    this.word = word;
    this.clients = clients;
    this.mark = mark;
  }

  /** What is checked of every client: the rows. */
  List<CompatibilityCheck> checks() {
    return CompatibilityCheck.of(word);
  }

  /** The clients that there must be, in the order of the columns. */
  List<String> clients() {
    return CompatibilityCheck.rows(clients).getValuesAs(JsonString::getString);
  }

  /** What the document says the table is written by. */
  String mark() {
    return mark;
  }
}
