package io.github.langfast2api.http.request;

import io.github.langfast2api.domain.ResponseFormat;
import io.github.langfast2api.domain.SchemaCheck;
import io.github.langfast2api.http.error.InvalidRequest;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The reader of a JSON schema that an answer must be valid for, as OpenAI's APIs have it. It must
 * be one that answers can be held to. Safe for any thread.
 */
public final class SchemaFormatReader {

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

  private final SchemaCheck schemas;

  /** A reader that has the schemas checked. */
  public SchemaFormatReader(SchemaCheck schemas) {
    this.schemas = schemas;
  }

  /**
   * Reads a schema with its name.
   *
   * @param format which has the members {@code name}, {@code schema}, {@code description} and
   *     {@code strict}
   * @param subject the format's name in messages
   */
  public ResponseFormat.JsonSchema read(Fields format, String subject) {
    String name = format.requiredString("name");
    if (!NAME.matcher(name).matches()) {
      throw InvalidRequest.invalidValue(
          format.path("name"), "up to 64 letters, digits, underscores and dashes", name);
    }
    Optional<String> json = format.object("schema").map(fields -> fields.object().toString());
    json.flatMap(schemas::faultOfResponseSchema)
        .ifPresent(
            fault -> {
              throw InvalidRequest.invalidSchema(
                  format.path("schema"), "invalid_json_schema", subject + " '" + name + "'", fault);
            });
    return new ResponseFormat.JsonSchema(
        name, format.string("description"), json, format.optionalFlag("strict"));
  }
}
