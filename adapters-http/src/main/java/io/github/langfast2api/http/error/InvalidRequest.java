package io.github.langfast2api.http.error;

import jakarta.json.JsonValue;

/**
 * The errors of invalid requests, with the codes and the wording of OpenAI's API, as exceptions for
 * the caller to throw. All have status 400. {@code param} is the path of a parameter in the body.
 */
public final class InvalidRequest {

  private static final int MAX_VALUE_CHARS = 100;

  private InvalidRequest() {}

  /** A parameter that must be there and is not. */
  public static ApiException missing(String param) {
    return at(
        param, "missing_required_parameter", "Missing required parameter: '%s'.".formatted(param));
  }

  /**
   * A parameter of the wrong JSON type.
   *
   * @param expected the type that it must have, with its article, such as "a string"
   */
  public static ApiException wrongType(String param, String expected, JsonValue value) {
    return at(
        param,
        "invalid_type",
        "Invalid type for '%s': expected %s, but got %s instead."
            .formatted(param, expected, typeName(value)));
  }

  /**
   * A parameter of the right type whose value is not allowed.
   *
   * @param expected the values that are allowed, such as "a number from 0 to 2"
   */
  public static ApiException invalidValue(String param, String expected, String value) {
    return at(
        param,
        "invalid_value",
        "Invalid value for '%s': '%s'. Expected %s.".formatted(param, truncated(value), expected));
  }

  /** An array that must have an item and has none. */
  public static ApiException emptyArray(String param) {
    return at(
        param,
        "empty_array",
        "Invalid '%s': empty array. Expected an array with minimum length 1.".formatted(param));
  }

  /**
   * An array that has more items than it may.
   *
   * @param param empty if the array is the body
   */
  public static ApiException tooManyItems(String param, int max) {
    return at(
        param,
        "array_above_max_length",
        "Invalid '%s': array too long. Expected an array with maximum length %d, but got a longer one."
            .formatted(param, max));
  }

  /**
   * An object that has more members than it may.
   *
   * @param param empty if the object is the body
   */
  public static ApiException tooManyMembers(String param, int max) {
    return at(
        param,
        "object_above_max_properties",
        "Invalid '%s': too many properties. Expected an object with at most %d properties, but got more."
            .formatted(param, max));
  }

  /** A body that cannot be read as a whole. */
  public static ApiException unreadable(String message) {
    return new ApiException(ApiError.invalid(400, message));
  }

  /** A parameter that the gateway does not support. */
  public static ApiException unsupportedParameter(String param) {
    return at(
        param,
        "unsupported_parameter",
        "Unsupported parameter: '%s' is not supported here.".formatted(param));
  }

  /** A parameter that the gateway does not support with this value. */
  public static ApiException unsupportedValue(String param, String value) {
    return at(
        param,
        "unsupported_value",
        "Unsupported value: '%s' does not support '%s' here.".formatted(param, truncated(value)));
  }

  /** An array with more items than are allowed. */
  public static ApiException tooManyItems(String param, int limit, int items) {
    return at(
        param,
        "array_above_max_length",
        "Invalid '%s': array too long. Expected an array with maximum length %d, but got an array with length %d instead."
            .formatted(param, limit, items));
  }

  /** A string with more characters than are allowed. */
  public static ApiException tooLong(String param, int limit, int length) {
    return at(
        param,
        "string_above_max_length",
        "Invalid '%s': string too long. Expected a string with maximum length %d, but got a string with length %d instead."
            .formatted(param, limit, length));
  }

  /** A JSON Schema to which no function's arguments can be held. */
  public static ApiException invalidSchema(
      String param, String code, String subject, String fault) {
    return at(param, code, "Invalid schema for %s: %s.".formatted(truncated(subject), fault));
  }

  /** Parameters that are right by themselves and do not fit together. */
  public static ApiException inconsistent(String param, String message) {
    return new ApiException(ApiError.invalid(400, message).withParam(param));
  }

  private static ApiException at(String param, String code, String message) {
    ApiError error = ApiError.invalid(400, message).withCode(code);
    return new ApiException(param.isEmpty() ? error : error.withParam(param));
  }

  private static String typeName(JsonValue value) {
    return switch (value.getValueType()) {
      case STRING -> "a string";
      case NUMBER -> "a number";
      case TRUE, FALSE -> "a boolean";
      case OBJECT -> "an object";
      case ARRAY -> "an array";
      case NULL -> "null";
    };
  }

  private static String truncated(String value) {
    return Excerpt.of(value, MAX_VALUE_CHARS);
  }
}
