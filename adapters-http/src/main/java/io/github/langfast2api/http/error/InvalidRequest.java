package io.github.langfast2api.http.error;

import jakarta.json.JsonValue;

/** What can be wrong with a parameter, in OpenAI's words. To be thrown. */
public final class InvalidRequest {

  private static final int LONGEST_TOLD = 100;

  private InvalidRequest() {}

  public static ApiException missing(String param) {
    return at(
        param, "missing_required_parameter", "Missing required parameter: '%s'.".formatted(param));
  }

  /**
   * A member of another JSON type than it must have.
   *
   * @param expected what it should be, such as "a string"
   */
  public static ApiException wrongType(String param, String expected, JsonValue value) {
    return at(
        param,
        "invalid_type",
        "Invalid type for '%s': expected %s, but got %s instead."
            .formatted(param, expected, kind(value)));
  }

  public static ApiException invalidValue(String param, String expected, String value) {
    return at(
        param,
        "invalid_value",
        "Invalid value for '%s': '%s'. Expected %s.".formatted(param, told(value), expected));
  }

  public static ApiException emptyArray(String param) {
    return at(
        param,
        "empty_array",
        "Invalid '%s': empty array. Expected an array with minimum length 1.".formatted(param));
  }

  /** The body as a whole cannot be read. */
  public static ApiException unreadable(String message) {
    return new ApiException(ApiError.invalid(400, message));
  }

  /** The gateway does not take the parameter at all. */
  public static ApiException unsupportedParameter(String param) {
    return at(
        param,
        "unsupported_parameter",
        "Unsupported parameter: '%s' is not supported here.".formatted(param));
  }

  /** The gateway does not take the parameter with this value. */
  public static ApiException unsupportedValue(String param, String value) {
    return at(
        param,
        "unsupported_value",
        "Unsupported value: '%s' does not support '%s' here.".formatted(param, told(value)));
  }

  private static ApiException at(String param, String code, String message) {
    return new ApiException(ApiError.invalid(400, message).withCode(code).withParam(param));
  }

  private static String kind(JsonValue value) {
    return switch (value.getValueType()) {
      case STRING -> "a string";
      case NUMBER -> "a number";
      case TRUE, FALSE -> "a boolean";
      case OBJECT -> "an object";
      case ARRAY -> "an array";
      case NULL -> "null";
    };
  }

  private static String told(String value) {
    return Excerpt.of(value, LONGEST_TOLD);
  }
}
