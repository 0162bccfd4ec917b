package io.github.langfast2api.http;

import io.github.langfast2api.http.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What every answer of the API must be like, whatever was asked. It knows nothing of the classes
 * that make answers, only what is published of them.
 */
final class AnswerContract {

  private static final String INVALID = "invalid_request_error ";

  /** Type and code of errors, by their status. */
  private static final Map<Integer, Set<String>> ERRORS =
      Map.ofEntries(
          Map.entry(
              400,
              Set.of(
                  INVALID + "null",
                  INVALID + "missing_required_parameter",
                  INVALID + "invalid_type",
                  INVALID + "invalid_value",
                  INVALID + "empty_array",
                  INVALID + "unsupported_parameter",
                  INVALID + "unsupported_value",
                  INVALID + "context_length_exceeded")),
          Map.entry(401, Set.of(INVALID + "null", INVALID + "invalid_api_key")),
          Map.entry(404, Set.of(INVALID + "null", INVALID + "model_not_found")),
          Map.entry(405, Set.of(INVALID + "method_not_supported")),
          Map.entry(413, Set.of(INVALID + "request_too_large")),
          Map.entry(414, Set.of(INVALID + "null")),
          Map.entry(415, Set.of(INVALID + "unsupported_media_type")),
          Map.entry(
              429, Set.of("requests rate_limit_exceeded", "insufficient_quota insufficient_quota")),
          Map.entry(501, Set.of(INVALID + "null")),
          Map.entry(502, Set.of("server_error upstream_error")),
          Map.entry(503, Set.of("server_error overloaded")),
          Map.entry(504, Set.of("server_error upstream_timeout")),
          Map.entry(505, Set.of(INVALID + "null")));

  /** Headers without which an error does not say what it must. */
  private static final Map<Integer, String> NEEDED =
      Map.of(
          401, "www-authenticate",
          405, "allow",
          429, "retry-after",
          501, "x-should-retry",
          503, "retry-after",
          505, "x-should-retry");

  private static final Pattern INSIDES =
      Pattern.compile(
          "Exception|Throwable|\\.java|\\sat"
              + " [a-z]+\\.|\\b(java|jakarta|io|org|com|jdk)\\.[a-z]+\\.|<html|<!doctype",
          Pattern.CASE_INSENSITIVE);

  /** Empty lines before an event, which fill silence. */
  private static final Pattern KEEP_ALIVES = Pattern.compile("(?<=^|\n\n)\n+");

  private AnswerContract() {}

  /**
   * @throws AssertionError if the answer is not as it must be
   */
  static void check(RawAnswer answer) {
    require(
        answer.header("x-request-id").orElse("").matches("req_\\w{24}"), "no request id", answer);
    String type = answer.header("content-type").orElse("none");
    if (answer.status() != 200) {
      require(type.equals("application/json"), "an error that is not JSON", answer);
      error(answer);
      return;
    }
    switch (type) {
      case "application/json" -> success(answer);
      case "text/event-stream" -> stream(answer);
      case "text/plain; charset=utf-8" ->
          require(answer.body().startsWith("langfast2api"), "text that is no greeting", answer);
      default -> require(false, "an answer of some other type", answer);
    }
  }

  private static void error(RawAnswer answer) {
    JsonObject error = error(object(answer.body(), answer), answer);
    String kind = text(error.get("type"), answer) + " " + text(error.get("code"), answer);
    require(
        ERRORS.getOrDefault(answer.status(), Set.of()).contains(kind),
        "no such error: " + kind,
        answer);
    String needed = NEEDED.getOrDefault(answer.status(), "x-request-id");
    require(answer.header(needed).isPresent(), "an error without " + needed, answer);
  }

  /** What is in an error's envelope, which has its form. */
  private static JsonObject error(JsonObject envelope, RawAnswer answer) {
    require(envelope.keySet().equals(Set.of("error")), "no envelope of an error", answer);
    JsonObject error = object(envelope.get("error"), answer);
    require(
        error.keySet().equals(Set.of("message", "type", "param", "code")),
        "not the keys of an error",
        answer);
    String message = error.get("message") instanceof JsonString said ? said.getString() : "";
    require(!message.isBlank(), "an error that says nothing", answer);
    require(!INSIDES.matcher(message).find(), "an error that shows the insides", answer);
    require(error.get("type") instanceof JsonString, "an error without a type", answer);
    text(error.get("param"), answer);
    text(error.get("code"), answer);
    return error;
  }

  private static void success(RawAnswer answer) {
    JsonObject json = object(answer.body(), answer);
    switch (json.getString("object", "none")) {
      case "chat.completion" -> completion(json, answer);
      case "model" -> require(!json.getString("id", "").isEmpty(), "a model without id", answer);
      case "list" -> require(json.getJsonArray("data") != null, "a list without data", answer);
      default -> require(false, "no object of the API", answer);
    }
  }

  private static void completion(JsonObject json, RawAnswer answer) {
    List<JsonObject> choices = json.getJsonArray("choices").getValuesAs(JsonObject.class);
    require(!choices.isEmpty(), "a completion without choices", answer);
    for (JsonObject choice : choices) {
      require(choice.get("finish_reason") instanceof JsonString, "a choice without end", answer);
      require(
          choice.getJsonObject("message").get("content") instanceof JsonString,
          "a choice that says nothing",
          answer);
    }
  }

  private static void stream(RawAnswer answer) {
    String body = KEEP_ALIVES.matcher(answer.body()).replaceAll("");
    List<String> events = new ArrayList<>(List.of(body.split("\n\n", -1)));
    require(events.removeLast().isEmpty(), "a stream whose last event is cut", answer);
    require(!events.isEmpty(), "a stream of nothing", answer);
    String last = events.removeLast();
    Set<Integer> open = new HashSet<>();
    events.forEach(event -> chunk(event, open, answer));
    if (last.startsWith("data: {\"error\":")) {
      errorEvent(object(last.substring("data: ".length()), answer), answer);
    } else {
      require(last.equals("data: [DONE]"), "a stream without end", answer);
      require(!events.isEmpty() && open.isEmpty(), "a stream without finish", answer);
    }
  }

  /** Beside the error stand choices that no client takes for some. */
  private static void errorEvent(JsonObject event, RawAnswer answer) {
    require(event.get("choices") == JsonValue.FALSE, "an error that may be a chunk", answer);
    JsonObject envelope = Json.object(event).remove("choices").build();
    var unused = error(envelope, answer);
  }

  /**
   * @param open the choices that began and did not end
   */
  private static void chunk(String event, Set<Integer> open, RawAnswer answer) {
    require(event.startsWith("data: {"), "an event that is no chunk", answer);
    JsonObject chunk = object(event.substring("data: ".length()), answer);
    require(chunk.getString("object", "").equals("chat.completion.chunk"), "no chunk", answer);
    for (JsonObject choice : chunk.getJsonArray("choices").getValuesAs(JsonObject.class)) {
      int index = choice.getInt("index");
      boolean begins = choice.getJsonObject("delta").containsKey("role");
      require(begins ? open.add(index) : open.contains(index), "a choice out of order", answer);
      if (choice.get("finish_reason") instanceof JsonString) {
        open.remove(index);
      }
    }
  }

  private static JsonObject object(String text, RawAnswer answer) {
    try {
      return object(Json.parse(text), answer);
    } catch (RuntimeException e) {
      throw new AssertionError("no JSON: " + answer, e);
    }
  }

  private static JsonObject object(@Nullable JsonValue value, RawAnswer answer) {
    if (value instanceof JsonObject object) {
      return object;
    }
    throw new AssertionError("no object: " + answer);
  }

  /** A string, or that it is null. */
  private static String text(@Nullable JsonValue value, RawAnswer answer) {
    require(
        value instanceof JsonString || value == JsonValue.NULL, "neither text nor null", answer);
    return value instanceof JsonString string ? string.getString() : "null";
  }

  private static void require(boolean held, String otherwise, RawAnswer answer) {
    if (!held) {
      throw new AssertionError(otherwise + ": " + answer);
    }
  }
}
