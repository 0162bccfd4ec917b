package io.github.langfast2api.http.request;

import io.github.langfast2api.http.error.ApiException;
import io.github.langfast2api.http.error.InvalidRequest;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Typed access to the members of a JSON object in a request. Every method that finds a member of
 * another type or value than it must have throws the {@link ApiException} of {@link InvalidRequest}
 * that names the member by its path, as in {@code messages[0].content}. A member that is {@code
 * null} counts as absent.
 *
 * @param object the object
 * @param path of the object in the body; empty for the body itself
 */
public record Fields(JsonObject object, String path) {

  private static final BigDecimal MAX_INT = BigDecimal.valueOf(Integer.MAX_VALUE);

  /** The path of a member in the body. */
  public String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** A member of any type. */
  public Optional<JsonValue> value(String name) {
    return Optional.ofNullable(object.get(name)).filter(value -> value != JsonValue.NULL);
  }

  /** Whether a member is there and is not an empty string, array or object. */
  public boolean isNotEmpty(String name) {
    return value(name).filter(value -> !isEmpty(value)).isPresent();
  }

  /** A string that must be there. */
  public String requiredString(String name) {
    return string(name).orElseThrow(() -> InvalidRequest.missing(path(name)));
  }

  /** A string. */
  public Optional<String> string(String name) {
    return value(name).map(value -> string(value, path(name)));
  }

  /** A string that is one of an enumeration. */
  public Optional<String> enumValue(String name, Set<String> values) {
    Optional<String> value = string(name);
    if (value.isPresent() && !values.contains(value.get())) {
      throw InvalidRequest.invalidValue(
          path(name),
          "one of: " + String.join(", ", values.stream().sorted().toList()),
          value.get());
    }
    return value;
  }

  /** A boolean that is {@code false} by default. */
  public boolean flag(String name) {
    return optionalFlag(name).orElse(false);
  }

  /** A boolean. */
  public Optional<Boolean> optionalFlag(String name) {
    return value(name)
        .map(
            value ->
                switch (value.getValueType()) {
                  case TRUE -> true;
                  case FALSE -> false;
                  default -> throw InvalidRequest.wrongType(path(name), "a boolean", value);
                });
  }

  /** A number from {@code min} to {@code max}. */
  public OptionalDouble decimal(String name, int min, int max) {
    Optional<BigDecimal> number = value(name).map(value -> number(value, path(name), "a decimal"));
    number.ifPresent(value -> requireWithin(name, value, min, max));
    return number.isPresent()
        ? OptionalDouble.of(number.get().doubleValue())
        : OptionalDouble.empty();
  }

  /** An integer from {@code min} to {@code max}. */
  public OptionalInt integer(String name, int min, int max) {
    Optional<BigDecimal> number = value(name).map(value -> whole(value, path(name)));
    number.ifPresent(value -> requireWithin(name, value, min, max));
    return number.isPresent() ? OptionalInt.of(number.get().intValue()) : OptionalInt.empty();
  }

  /** Refuses a value that is no integer, of whatever size. */
  public void requireInteger(String name) {
    value(name).ifPresent(value -> whole(value, path(name)));
  }

  /** An integer of at least {@code min}; one above {@link Integer#MAX_VALUE} becomes that. */
  public OptionalInt integer(String name, int min) {
    Optional<BigDecimal> number = value(name).map(value -> whole(value, path(name)));
    if (number.isEmpty()) {
      return OptionalInt.empty();
    }
    if (number.get().compareTo(BigDecimal.valueOf(min)) < 0) {
      throw outOfRange(name, number.get(), "a number of at least " + min);
    }
    return OptionalInt.of(number.get().min(MAX_INT).intValue());
  }

  /**
   * The strings of an array; an absent array has none.
   *
   * @param expected what the value may be, for the message of the error
   */
  public List<String> strings(String name, String expected) {
    JsonValue value = value(name).orElse(JsonValue.EMPTY_JSON_ARRAY);
    if (value instanceof JsonArray array && array.stream().allMatch(JsonString.class::isInstance)) {
      return array.getValuesAs(JsonString::getString);
    }
    throw InvalidRequest.wrongType(path(name), expected, value);
  }

  /** An object that must be there. */
  public Fields requiredObject(String name) {
    return object(name).orElseThrow(() -> InvalidRequest.missing(path(name)));
  }

  /** An object. */
  public Optional<Fields> object(String name) {
    return value(name).map(value -> object(value, path(name)));
  }

  /** The objects of an array; one that is absent or empty has none. */
  public List<Fields> optionalObjects(String name) {
    boolean none = value(name).map(JsonValue.EMPTY_JSON_ARRAY::equals).orElse(true);
    return none ? List.of() : objects(name);
  }

  /** The objects of an array that must be there and must not be empty. */
  public List<Fields> objects(String name) {
    JsonValue value = value(name).orElseThrow(() -> InvalidRequest.missing(path(name)));
    if (!(value instanceof JsonArray array)) {
      throw InvalidRequest.wrongType(path(name), "an array of objects", value);
    }
    if (array.isEmpty()) {
      throw InvalidRequest.emptyArray(path(name));
    }
    List<Fields> objects = new ArrayList<>(array.size());
    for (JsonValue item : array) {
      objects.add(object(item, "%s[%d]".formatted(path(name), objects.size())));
    }
    return objects;
  }

  private void requireWithin(String name, BigDecimal value, int min, int max) {
    if (value.compareTo(BigDecimal.valueOf(min)) < 0
        || value.compareTo(BigDecimal.valueOf(max)) > 0) {
      throw outOfRange(name, value, "a number from " + min + " to " + max);
    }
  }

  private ApiException outOfRange(String name, BigDecimal value, String expected) {
    return InvalidRequest.invalidValue(path(name), expected, value.toString());
  }

  private static boolean isEmpty(JsonValue value) {
    return switch (value) {
      case JsonString string -> string.getString().isEmpty();
      case JsonArray array -> array.isEmpty();
      case JsonObject object -> object.isEmpty();
      default -> false;
    };
  }

  private static String string(JsonValue value, String path) {
    if (value instanceof JsonString string) {
      return string.getString();
    }
    throw InvalidRequest.wrongType(path, "a string", value);
  }

  private static Fields object(JsonValue value, String path) {
    if (value instanceof JsonObject object) {
      return new Fields(object, path);
    }
    throw InvalidRequest.wrongType(path, "an object", value);
  }

  private static BigDecimal whole(JsonValue value, String path) {
    BigDecimal number = number(value, path, "an integer");
    if (number.stripTrailingZeros().scale() > 0) {
      throw InvalidRequest.wrongType(path, "an integer", value);
    }
    return number;
  }

  private static BigDecimal number(JsonValue value, String path, String expected) {
    if (value instanceof JsonNumber number) {
      return number.bigDecimalValue();
    }
    throw InvalidRequest.wrongType(path, expected, value);
  }
}
