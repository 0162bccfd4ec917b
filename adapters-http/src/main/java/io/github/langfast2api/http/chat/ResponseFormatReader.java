package io.github.langfast2api.http.chat;

import io.github.langfast2api.domain.ResponseFormat;
import io.github.langfast2api.domain.SchemaCheck;
import io.github.langfast2api.http.error.InvalidRequest;
import io.github.langfast2api.http.request.Fields;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The reader of {@code response_format}. A JSON schema in it must be one that answers can be held
 * to. Safe for any thread.
 */
final class ResponseFormatReader {

  private static final Set<String> TYPES = Set.of("text", "json_object", "json_schema");
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

  private final SchemaCheck schemas;

  ResponseFormatReader(SchemaCheck schemas) {
    this.schemas = schemas;
  }

  /** Reads the format of a body; empty if it has none. */
  Optional<ResponseFormat> read(Fields body) {
    return body.object("response_format").map(this::format);
  }

  private ResponseFormat format(Fields format) {
    String type =
        format
            .enumValue("type", TYPES)
            .orElseThrow(() -> InvalidRequest.missing(format.path("type")));
    return switch (type) {
      case "text" -> new ResponseFormat.Text();
      case "json_object" -> new ResponseFormat.JsonObject();
      default -> schema(format.requiredObject("json_schema"));
    };
  }

  private ResponseFormat schema(Fields schema) {
    String name = schema.requiredString("name");
    if (!NAME.matcher(name).matches()) {
      throw InvalidRequest.invalidValue(
          schema.path("name"), "up to 64 letters, digits, underscores and dashes", name);
    }
    Optional<String> json = schema.object("schema").map(fields -> fields.object().toString());
    json.flatMap(schemas::faultOfResponseSchema)
        .ifPresent(
            fault -> {
              throw InvalidRequest.invalidSchema(
                  schema.path("schema"),
                  "invalid_json_schema",
                  "response_format '" + name + "'",
                  fault);
            });
    return new ResponseFormat.JsonSchema(
        name, schema.string("description"), json, schema.optionalFlag("strict"));
  }
}
