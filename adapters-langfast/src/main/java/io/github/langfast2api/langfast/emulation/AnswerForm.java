package io.github.langfast2api.langfast.emulation;

import io.github.langfast2api.domain.ResponseFormat;
import io.github.langfast2api.domain.ToolChoice;
import io.github.langfast2api.domain.ToolOptions;
import java.util.Optional;

/**
 * What an answer is to be.
 *
 * @param marks in which its calls are written
 * @param names of the tools
 * @param tools that may be called
 * @param format of its content
 * @param schemas know whether JSON follows its schema
 */
record AnswerForm(
    Marks marks,
    ToolNames names,
    ToolOptions tools,
    Optional<ResponseFormat> format,
    JsonSchemas schemas) {

  /** Whether its content must be a JSON object. */
  boolean isJson() {
    return isJson(format);
  }

  static boolean isJson(Optional<ResponseFormat> format) {
    return format.isPresent() && !(format.get() instanceof ResponseFormat.Text);
  }

  /** The schema that its content must follow. */
  Optional<String> strictSchema() {
    return format
        .filter(ResponseFormat.JsonSchema.class::isInstance)
        .map(ResponseFormat.JsonSchema.class::cast)
        .filter(schema -> schema.strict().orElse(false))
        .flatMap(ResponseFormat.JsonSchema::schema);
  }

  /** What is wrong with its content, which is a JSON object. */
  Optional<String> faultOfJson(String json) {
    return strictSchema().flatMap(schema -> schemas.faultOfAnswer(schema, json));
  }

  /** What is wrong with an answer without the call that there must be. */
  String missingCall() {
    return tools.choice() instanceof ToolChoice.Named(String name)
        ? "it does not call `" + name + "`, which it must"
        : "it does not call a tool, which it must";
  }
}
