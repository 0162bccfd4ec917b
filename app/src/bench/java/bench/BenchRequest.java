package bench;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What clients ask.
 *
 * @param path of the API that they use
 * @param headers beside those of any request, each a line
 * @param beforeText what stands before a text in the events of its streams
 * @param end what ends a stream
 * @param members of the request, as JSON
 */
record BenchRequest(String path, String headers, String beforeText, String end, String members) {

  private static final String DONE = "[DONE]";

  static final BenchRequest HI = chat("{\"role\":\"user\",\"content\":\"hi\"}");

  /** The same question to the Responses API. */
  static BenchRequest response(boolean store) {
    return new BenchRequest(
        "/v1/responses", "", "\"delta\":\"", DONE, "\"input\":\"hi\",\"store\":" + store);
  }

  /** The same question to the Messages API. */
  static BenchRequest message() {
    return new BenchRequest(
        "/v1/messages",
        "",
        "\"text\":\"",
        "{\"type\":\"message_stop\"}",
        "\"max_tokens\":32000,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]");
  }

  private static BenchRequest chat(String messages) {
    return new BenchRequest(
        "/v1/chat/completions", "", "\"content\":\"", DONE, "\"messages\":[" + messages + "]");
  }

  /** Offers tools as agents do: long descriptions, and parameters that are described as well. */
  static BenchRequest withTools(int count, int bytes) {
    return HI.with(",\"tools\":[" + tools(count, bytes) + "]");
  }

  /** The same with one tool, in the form of its API. */
  BenchRequest withTool() {
    String parameters =
        "{\"type\":\"object\",\"properties\":{\"path\":{\"type\":\"string\"}},\"required\":[\"path\"]}";
    String named = "\"name\":\"read_file\",\"description\":\"Reads a file, or a part of it.\",";
    return with(
        ",\"tools\":["
            + switch (path) {
              case "/v1/responses" ->
                  "{\"type\":\"function\"," + named + "\"parameters\":" + parameters + "}";
              case "/v1/messages" -> "{" + named + "\"input_schema\":" + parameters + "}";
              default ->
                  "{\"type\":\"function\",\"function\":{"
                      + named
                      + "\"parameters\":"
                      + parameters
                      + "}}";
            }
            + "]");
  }

  /** The same with headers. */
  BenchRequest withHeaders(String more) {
    return new BenchRequest(path, headers + more, beforeText, end, members);
  }

  private BenchRequest with(String more) {
    return new BenchRequest(path, headers, beforeText, end, members + more);
  }

  /** Has the text of these tools as a prompt, and no tools. */
  static BenchRequest withPrompt(int count, int bytes) {
    String text = tools(count, bytes).replace("\\", "\\\\").replace("\"", "\\\"");
    return chat(
        "{\"role\":\"system\",\"content\":\""
            + text
            + "\"},{\"role\":\"user\",\"content\":\"hi\"}");
  }

  /** Descriptions are three quarters of them. */
  private static String tools(int count, int bytes) {
    return IntStream.range(0, count)
        .mapToObj(i -> tool(i, bytes / count))
        .collect(Collectors.joining(","));
  }

  private static String tool(int index, int bytes) {
    int properties = Math.max(1, bytes / 4 / 75);
    String described =
        IntStream.range(0, properties)
            .mapToObj(
                i ->
                    "\"property_%d\":{\"type\":\"string\",\"description\":\"What it says, at length.\"}"
                        .formatted(i))
            .collect(Collectors.joining(","));
    return ("{\"type\":\"function\",\"function\":{\"name\":\"tool_%d\",\"description\":\"%s\","
                + "\"parameters\":{\"type\":\"object\",\"properties\":{%s},\"required\":[\"property_0\"]}}}")
        .formatted(index, "Reads a file, or a part of it. ".repeat(bytes * 3 / 4 / 31), described);
  }

  /** The request as it goes over the wire. */
  String body(boolean stream) {
    return "{\"model\":\"gpt-4.1\",\"stream\":" + stream + "," + members + "}";
  }
}
