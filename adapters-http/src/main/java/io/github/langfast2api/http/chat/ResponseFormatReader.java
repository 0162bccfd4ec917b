package io.github.langfast2api.http.chat;

import io.github.langfast2api.domain.ResponseFormat;
import io.github.langfast2api.domain.SchemaCheck;
import io.github.langfast2api.http.error.InvalidRequest;
import io.github.langfast2api.http.request.Fields;
import io.github.langfast2api.http.request.SchemaFormatReader;
import java.util.Optional;
import java.util.Set;

/**
 * The reader of {@code response_format}. A JSON schema in it must be one that answers can be held
 * to. Safe for any thread.
 */
final class ResponseFormatReader {

  private static final Set<String> TYPES = Set.of("text", "json_object", "json_schema");

  private final SchemaFormatReader schemas;

  ResponseFormatReader(SchemaCheck schemas) {
    this.schemas = new SchemaFormatReader(schemas);
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
      default -> schemas.read(format.requiredObject("json_schema"), "response_format");
    };
  }
}
