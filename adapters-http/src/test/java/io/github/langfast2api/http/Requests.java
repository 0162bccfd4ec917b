package io.github.langfast2api.http;

/** Bodies of chat requests. */
public final class Requests {

  private Requests() {}

  /** A question, with these members besides; a member given twice is the later one. */
  static String asking(String text, String... members) {
    return with(
        "\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]",
        String.join(",", members));
  }

  static String streaming(String text, String... members) {
    return asking(
        text, "\"stream\":true" + (members.length == 0 ? "" : ",") + String.join(",", members));
  }

  /** A request to the chatty model. */
  static String with(String... members) {
    StringBuilder body = new StringBuilder("{\"model\":\"gpt-4.1\"");
    for (String member : members) {
      body.append(member.isEmpty() ? "" : ",").append(member);
    }
    return body.append('}').toString();
  }

  /** A request of this one message. */
  static String message(String members) {
    return with("\"messages\":[{" + members + "}]");
  }

  /** A request whose one message has, after some text, this part. */
  static String part(String members) {
    return message(
        "\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"see\"},{" + members + "}]");
  }
}
