package io.github.langfast2api.app.training;

import static io.github.langfast2api.app.training.TrainingRequest.CHAT;
import static io.github.langfast2api.app.training.TrainingRequest.MESSAGES;
import static io.github.langfast2api.app.training.TrainingRequest.RESPONSES;
import static io.github.langfast2api.app.training.TrainingRequest.get;
import static io.github.langfast2api.app.training.TrainingRequest.post;
import static io.github.langfast2api.app.training.TrainingRequest.refused;

import java.util.List;
import java.util.stream.Stream;

/** The requests of the training: what clients ask for, the usual ones more often than others. */
final class TrainingRequests {

  /** A user message whose run fails. */
  static final String FAILING = "Fail, please.";

  private static final String MODELS = "gpt-4.1 gpt-4o-mini gpt-5-mini";

  private static final String TEXT =
      "Wie heißt 日本の首都, \\\"quoted\\\"?\\n```java\\nint a = b[0] < 1 ? 2 : 3; // 🙂\\n```\\n";

  private static final String LONG_TEXT = TEXT + "And what else is there to be said? ".repeat(40);

  private static final String PNG =
      "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGA"
          + "WjR9awAAAABJRU5ErkJggg==";

  private static final String SCHEMA =
      """
      {"type": "object", "properties": {"city": {"type": "string", "description": "The city"}},
       "required": ["city"], "additionalProperties": false}\
      """;

  private static final String CALL =
      "What is the weather?\\n/call get_weather {\\\"city\\\":\\\"Oslo\\\"}";

  private TrainingRequests() {}

  /** All of them, in the order in which they are sent over and over. */
  static List<TrainingRequest> all() {
    return Stream.of(usual(), chat(), usual(), responses(), usual(), messages(), usual(), others())
        .flatMap(List::stream)
        .toList();
  }

  /** What most clients ask, most of the time. */
  private static List<TrainingRequest> usual() {
    return MODELS
        .lines()
        .flatMap(models -> Stream.of(models.split(" ")))
        .flatMap(
            model ->
                Stream.of(
                    post(CHAT, chat(model, "\"stream\": true", user("hi"))),
                    post(CHAT, chat(model, "\"stream\": true, \"temperature\": 1", system(TEXT))),
                    post(CHAT, chat(model, "\"stream\": false", system(TEXT)))))
        .toList();
  }

  private static List<TrainingRequest> chat() {
    String usage = "\"stream\": true, \"stream_options\": {\"include_usage\": true}";
    String picture =
        "{\"role\": \"user\", \"content\": [{\"type\": \"text\", \"text\": \"What is it?\"},"
            + " {\"type\": \"image_url\", \"image_url\": {\"url\": \"%s\"}}]}".formatted(PNG);
    String called =
        user(CALL)
            + ", {\"role\": \"assistant\", \"content\": null, \"tool_calls\": [{\"id\": \"call_1\","
            + " \"type\": \"function\", \"function\": {\"name\": \"get_weather\", \"arguments\":"
            + " \"{\\\"city\\\":\\\"Oslo\\\"}\"}}]}, {\"role\": \"tool\", \"tool_call_id\":"
            + " \"call_1\", \"content\": \"rain, 7 degrees\"}";
    String tools =
        "\"tools\": [{\"type\": \"function\", \"function\": {\"name\": \"get_weather\","
            + " \"description\": \"Tells the weather.\", \"parameters\": %s}}]".formatted(SCHEMA);
    String format =
        "\"response_format\": {\"type\": \"json_schema\", \"json_schema\": {\"name\": \"place\","
            + " \"strict\": true, \"schema\": %s}}".formatted(SCHEMA);
    return List.of(
        post(CHAT, chat("gpt-4.1", usage, system(LONG_TEXT))),
        post(CHAT, chat("gpt-4.1", usage + ", \"max_tokens\": 40, \"stop\": [\"!\"]", user(TEXT))),
        post(CHAT, chat("gpt-4.1", "\"n\": 2", user(TEXT))),
        post(CHAT, chat("gpt-4.1", usage, picture)),
        post(CHAT, chat("gpt-4.1", usage + ", " + tools, user(TEXT))),
        post(CHAT, chat("gpt-4.1", usage + ", " + tools, user(CALL))),
        post(CHAT, chat("gpt-4.1", tools, user(CALL))),
        post(CHAT, chat("gpt-4.1", usage + ", " + tools, called)),
        post(CHAT, chat("gpt-4.1", format, user(TEXT))),
        post(CHAT, chat("gpt-4.1", usage + ", " + format, user(TEXT))),
        refused(404, CHAT, chat("no-such-model", usage, user("hi"))),
        refused(400, CHAT, "{\"model\": \"gpt-4.1\", \"messages\": ["),
        refused(502, CHAT, chat("gpt-4.1", "\"stream\": false", user(FAILING))));
  }

  private static List<TrainingRequest> responses() {
    String stream = "\"stream\": true, \"store\": false";
    String tools =
        "\"tools\": [{\"type\": \"function\", \"name\": \"get_weather\", \"parameters\": %s}]"
            .formatted(SCHEMA);
    String parts =
        "[{\"role\": \"user\", \"content\": [{\"type\": \"input_text\", \"text\": \"What is it?\"},"
            + " {\"type\": \"input_image\", \"image_url\": \"%s\"}]}]".formatted(PNG);
    return List.of(
        post(RESPONSES, response(stream, quoted(TEXT))),
        post(RESPONSES, response("\"stream\": true", quoted("hi"))),
        post(RESPONSES, response("\"instructions\": \"Be brief.\"", quoted(LONG_TEXT))),
        post(RESPONSES, response(stream + ", " + tools, quoted(CALL))),
        post(RESPONSES, response("\"store\": false, " + tools, quoted(CALL))),
        post(RESPONSES, response(stream, parts)),
        refused(404, RESPONSES, "{\"model\": \"no-such-model\", \"input\": \"hi\"}"));
  }

  private static List<TrainingRequest> messages() {
    String limit = "\"max_tokens\": 1000, \"system\": \"Be brief.\"";
    String stream = limit + ", \"stream\": true";
    String tools =
        "\"tools\": [{\"name\": \"get_weather\", \"description\": \"Tells the weather.\","
            + " \"input_schema\": %s}]".formatted(SCHEMA);
    String picture =
        "{\"role\": \"user\", \"content\": [{\"type\": \"image\", \"source\": {\"type\":"
            + " \"base64\","
            + " \"media_type\": \"image/png\", \"data\": \"%s\"}},"
                .formatted(PNG.substring(PNG.indexOf(',') + 1))
            + " {\"type\": \"text\", \"text\": \"What is it?\"}]}";
    return List.of(
        post(MESSAGES, chat("gpt-4.1", stream, user("hi"))),
        post(MESSAGES, chat("gpt-4.1", stream, user(LONG_TEXT))),
        post(MESSAGES, chat("gpt-4.1", limit, user(TEXT))),
        post(MESSAGES, chat("gpt-4.1", stream + ", " + tools, user(CALL))),
        post(MESSAGES, chat("gpt-4.1", limit + ", " + tools, user(CALL))),
        post(MESSAGES, chat("gpt-4.1", stream, picture)),
        post(MESSAGES + "/count_tokens", chat("gpt-4.1", "\"system\": \"Be brief.\"", user(TEXT))),
        refused(400, MESSAGES, chat("gpt-4.1", "\"stream\": true", "")));
  }

  private static List<TrainingRequest> others() {
    return List.of(
        get("/"),
        get("/v1/models"),
        get("/health/ready"),
        get("/health/live"),
        get("/metrics"),
        get("/playground"),
        new TrainingRequest("GET", "/no/such/path", "", 404));
  }

  private static String chat(String model, String members, String messages) {
    return "{\"model\": \"%s\", %s, \"messages\": [%s]}".formatted(model, members, messages);
  }

  private static String response(String members, String input) {
    return "{\"model\": \"gpt-4.1\", %s, \"input\": %s}".formatted(members, input);
  }

  private static String system(String text) {
    return "{\"role\": \"system\", \"content\": \"Be brief.\"}, " + user(text);
  }

  private static String user(String text) {
    return "{\"role\": \"user\", \"content\": %s}".formatted(quoted(text));
  }

  /** A JSON string of text that is escaped already. */
  private static String quoted(String escaped) {
    return '"' + escaped + '"';
  }
}
