package io.github.langfast2api.langfast.emulation;

import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatOptions;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.FinishReason;
import io.github.langfast2api.domain.Message;
import io.github.langfast2api.domain.ResponseFormat;
import io.github.langfast2api.domain.Role;
import io.github.langfast2api.domain.Tool;
import io.github.langfast2api.domain.ToolChoice;
import io.github.langfast2api.domain.ToolOptions;
import io.github.langfast2api.ports.contract.Answer;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A row of the table of answers: what a model writes, and what its client must see. In its texts
 * {@code @} stands for the digits of the mark.
 */
record AnswerRow(JsonObject json) {

  /** The tools that are offered. */
  static final List<Tool> TOOLS =
      List.of(
          function("get_weather"),
          function("get_time"),
          function("agents.spawn"),
          function("agents.wait"),
          function("shell.wait"),
          new Tool.Custom("apply_patch", Optional.empty(), Optional.empty()));

  static Stream<AnswerRow> all() {
    try (InputStream in = AnswerRow.class.getResourceAsStream("answers.json")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      JsonArray rows = (JsonArray) JsonSyntax.parse(text).orElseThrow();
      return rows.getValuesAs(JsonObject.class).stream().map(AnswerRow::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ChatRequest request() {
    return new ChatRequest(
        "m",
        List.of(Message.of(Role.USER, "q")),
        ChatOptions.DEFAULTS.withTools(tools()).withResponseFormat(format()));
  }

  /** What the model writes, first and when it is asked once more. */
  List<String> written() {
    return Stream.of("written", "second").filter(json::containsKey).map(this::text).toList();
  }

  FinishReason upstream() {
    return reason(json.getString("upstream", "stop"));
  }

  /** What the client must see, as text. */
  String expected() {
    StringBuilder expected = new StringBuilder(text("content"));
    for (JsonArray call : list("calls").getValuesAs(JsonArray.class)) {
      expected.append("\ncall ").append(call.getString(0)).append(' ');
      expected.append(marked(call.getString(1)));
    }
    boolean fault = json.getBoolean("fault", false);
    return expected.append("\n").append(fault ? "fault" : json.getString("finish")).toString();
  }

  /** What the client sees, in the same words. */
  static String told(Answer answer) {
    StringBuilder told = new StringBuilder(answer.failure().isPresent() ? "" : answer.text());
    answer.calls().forEach(call -> told.append("\ncall " + call.name() + " " + call.arguments()));
    String end =
        answer
            .finish()
            .map(finish -> finish.reason().name().toLowerCase(Locale.ROOT))
            .orElseGet(() -> fault(answer.failure().orElseThrow()));
    return told.append("\n").append(end).toString();
  }

  private static String fault(ChatFailure failure) {
    return failure instanceof ChatFailure.InvalidAnswer ? "fault" : failure.toString();
  }

  /** What must be counted, where the row says so. */
  Optional<Integer> count(String name) {
    return json.containsKey(name) ? Optional.of(json.getInt(name)) : Optional.empty();
  }

  @Override
  public String toString() {
    return json.getString("case");
  }

  private ToolOptions tools() {
    JsonValue choice = json.getOrDefault("choice", JsonValue.NULL);
    return new ToolOptions(TOOLS, choice(choice), json.getBoolean("parallel", true));
  }

  private static ToolChoice choice(JsonValue choice) {
    return switch (choice) {
      case JsonString word when word.getString().equals("none") -> new ToolChoice.None();
      case JsonString word -> new ToolChoice.Required();
      case JsonObject named when named.containsKey("named") ->
          new ToolChoice.Named(named.getString("named"));
      case JsonObject allowed ->
          new ToolChoice.Allowed(
              new HashSet<>(allowed.getJsonArray("allowed").getValuesAs(JsonString::getString)),
              allowed.getBoolean("required", false));
      default -> new ToolChoice.Auto();
    };
  }

  private Optional<ResponseFormat> format() {
    return switch (json.getOrDefault("format", JsonValue.NULL)) {
      case JsonString word -> Optional.of(new ResponseFormat.JsonObject());
      case JsonObject schema ->
          Optional.of(
              new ResponseFormat.JsonSchema(
                  "s",
                  Optional.empty(),
                  Optional.of(schema.getJsonObject("schema").toString()),
                  schema.containsKey("strict")
                      ? Optional.of(schema.getBoolean("strict"))
                      : Optional.empty()));
      default -> Optional.empty();
    };
  }

  private String text(String name) {
    return marked(json.getString(name));
  }

  private static String marked(String text) {
    String mark = Forms.marks(new ToolOptions(TOOLS, new ToolChoice.Auto(), true)).call();
    return text.replace("@", mark.substring("tool_call_".length()));
  }

  private JsonArray list(String name) {
    return json.containsKey(name) ? json.getJsonArray(name) : JsonValue.EMPTY_JSON_ARRAY;
  }

  private static FinishReason reason(String word) {
    return FinishReason.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static Tool function(String name) {
    return new Tool.Function(name, Optional.empty(), Optional.empty());
  }
}
