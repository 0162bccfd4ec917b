package io.github.langfast2api.http.request;

import io.github.langfast2api.domain.SchemaCheck;
import io.github.langfast2api.domain.Tool;
import io.github.langfast2api.http.error.ApiException;
import io.github.langfast2api.http.error.InvalidRequest;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The reader of what OpenAI's APIs say of a tool: its name, its description and, if it is a
 * function, the schema of its arguments. Safe for any thread.
 */
public final class FunctionReader {

  private static final int MAX_NAME_CHARS = 64;
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]+");

  private final SchemaCheck schemas;

  /** A reader that has the schemas of arguments checked. */
  public FunctionReader(SchemaCheck schemas) {
    this.schemas = schemas;
  }

  /**
   * Reads a function.
   *
   * @param qualifier what its name begins with for the model; empty if it stands in no namespace
   */
  public Tool.Function function(Fields function, String qualifier) {
    String name = name(function);
    Optional<String> parameters =
        function.object("parameters").map(schema -> schema.object().toString());
    parameters
        .flatMap(schemas::faultOfParameters)
        .ifPresent(
            fault -> {
              throw invalidParameters(function, name, fault);
            });
    return new Tool.Function(qualifier + name, function.string("description"), parameters);
  }

  /** Reads the name of a tool. */
  public static String name(Fields tool) {
    String name = tool.requiredString("name");
    if (name.length() > MAX_NAME_CHARS) {
      throw InvalidRequest.tooLong(tool.path("name"), MAX_NAME_CHARS, name.length());
    }
    if (!NAME.matcher(name).matches()) {
      throw InvalidRequest.invalidValue(
          tool.path("name"), "letters, digits, underscores and dashes", name);
    }
    return name;
  }

  /** The refusal of a tool that has the name of another. */
  public static ApiException sameName(Fields tool, String name) {
    return InvalidRequest.invalidValue(tool.path("name"), "a name that no other tool has", name);
  }

  private static ApiException invalidParameters(Fields function, String name, String fault) {
    return InvalidRequest.invalidSchema(
        function.path("parameters"),
        "invalid_function_parameters",
        "function '" + name + "'",
        fault);
  }
}
