package io.github.langfast2api.langfast.emulation;

import io.github.langfast2api.domain.ResponseFormat;

/** What a model is told of the form of its answer. */
final class FormatPrompt {

  private static final String MARK = "response_format_";

  private FormatPrompt() {}

  /** The instructions; empty for plain text. */
  static String instructions(ResponseFormat format, boolean tools, MarkDigest digest) {
    if (format instanceof ResponseFormat.Text) {
      return "";
    }
    String json = json(format);
    String mark = MARK + digest.of(json);
    String subject =
        tools
            ? "The text of your final answer, when you call no tool, is one JSON object"
            : "Your answer is one JSON object";
    return subject
        + " of the following format and nothing else: no sentence before or after it, no code"
        + " fence, no comment.\n<"
        + mark
        + ">"
        + json
        + "</"
        + mark
        + ">";
  }

  private static String json(ResponseFormat format) {
    return switch (format) {
      case ResponseFormat.Text() -> "{\"type\":\"text\"}";
      case ResponseFormat.JsonObject() -> "{\"type\":\"json_object\"}";
      case ResponseFormat.JsonSchema schema -> json(schema);
    };
  }

  private static String json(ResponseFormat.JsonSchema schema) {
    StringBuilder json =
        new StringBuilder("{\"type\":\"json_schema\",\"json_schema\":{\"name\":")
            .append(JsonSyntax.quote(schema.name()));
    schema
        .description()
        .ifPresent(text -> json.append(",\"description\":").append(JsonSyntax.quote(text)));
    schema.strict().ifPresent(strict -> json.append(",\"strict\":").append(strict));
    schema.schema().ifPresent(text -> json.append(",\"schema\":").append(text));
    return json.append("}}").toString();
  }
}
