package io.github.langfast2api.http;

/** A dialect that is asked for an error, and how a question reads in it. */
enum AskedDialect {
  CHAT(
      "/v1/chat/completions",
      "\"model\":\"gpt-4.1\",\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]",
      "{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":{\"type\":\"array\"}}}"),
  RESPONSES(
      "/v1/responses",
      "\"model\":\"gpt-4.1\",\"input\":\"%s\"",
      "{\"type\":\"function\",\"name\":\"f\",\"parameters\":{\"type\":\"array\"}}"),
  MESSAGES(
      "/v1/messages",
      "\"model\":\"gpt-4.1\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"%s\"}]",
      "{\"name\":\"f\",\"input_schema\":{\"type\":\"array\"}}");

  private final String path;
  private final String question;
  private final String brokenTool;

  AskedDialect(String path, String question, String brokenTool) {
    this.path = path;
    this.question = question;
    this.brokenTool = brokenTool;
  }

  String path() {
    return path;
  }

  /** The body of a request that asks this, with more members; a member given twice is the later. */
  String asking(String text, String... members) {
    String more = members.length == 0 ? "" : "," + String.join(",", members);
    return "{" + question.formatted(text) + more + "}";
  }

  /** The same without a content. */
  String askingNothing() {
    return this == RESPONSES
        ? asking("", "\"input\":[{\"role\":\"user\",\"content\":[]}]")
        : asking("", "\"messages\":[]");
  }

  /** A question with a tool whose schema is none of a function's arguments. */
  String offeringBrokenTool() {
    return asking("hi", "\"tools\":[" + brokenTool + "]");
  }
}
