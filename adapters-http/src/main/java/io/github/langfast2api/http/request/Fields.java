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
 * The members of a JSON object, read with the path by which errors name them. A member that is null
 * is as good as absent.
 *
 * @param path of the object itself; empty for the body
 */
public record Fields(JsonObject object, String path) {

  private static final BigDecimal MOST = BigDecimal.valueOf(Integer.MAX_VALUE);

  /** The path of a member. */
  public String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  public Optional<JsonValue> value(String name) {
    return Optional.ofNullable(object.get(name)).filter(value -> value != JsonValue.NULL);
  }

  /** Whether a member asks for something: it is there, and is not an empty list or the like. */
  public boolean asks(String name) {
    return value(name).filter(value -> !isEmpty(value)).isPresent();
  }

  public String requiredString(String name) {
    return string(name).orElseThrow(() -> InvalidRequest.missing(path(name)));
  }

  public Optional<String> string(String name) {
    return value(name).map(value -> string(value, path(name)));
  }

  /** A string that is one of a few. */
  public Optional<String> word(String name, Set<String> words) {
    Optional<String> word = string(name);
    if (word.isPresent() && !words.contains(word.get())) {
      throw InvalidRequest.invalidValue(
          path(name), "one of: " + String.join(", ", words.stream().sorted().toList()), word.get());
    }
    return word;
  }

  public boolean flag(String name) {
    return optionalFlag(name).orElse(false);
  }

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

  public OptionalDouble decimal(String name, int low, int high) {
    Optional<BigDecimal> number = value(name).map(value -> number(value, path(name), "a decimal"));
    number.ifPresent(value -> requireWithin(name, value, low, high));
    return number.isPresent()
        ? OptionalDouble.of(number.get().doubleValue())
        : OptionalDouble.empty();
  }

  /** A whole number within these bounds. */
  public OptionalInt integer(String name, int low, int high) {
    Optional<BigDecimal> number = value(name).map(value -> whole(value, path(name)));
    number.ifPresent(value -> requireWithin(name, value, low, high));
    return number.isPresent() ? OptionalInt.of(number.get().intValue()) : OptionalInt.empty();
  }

  /** A whole number of any size, of which no more is asked than to be one. */
  public void requireInteger(String name) {
    value(name).ifPresent(value -> whole(value, path(name)));
  }

  /** A whole number of at least that; the largest {@code int} stands for all that are larger. */
  public OptionalInt integer(String name, int low) {
    Optional<BigDecimal> number = value(name).map(value -> whole(value, path(name)));
    if (number.isEmpty()) {
      return OptionalInt.empty();
    }
    if (number.get().compareTo(BigDecimal.valueOf(low)) < 0) {
      throw outOfRange(name, number.get(), "a number of at least " + low);
    }
    return OptionalInt.of(number.get().min(MOST).intValue());
  }

  /**
   * The strings of an array; none if there is no array.
   *
   * @param expected what the value may be, for the client that sent another
   */
  public List<String> strings(String name, String expected) {
    JsonValue value = value(name).orElse(JsonValue.EMPTY_JSON_ARRAY);
    if (value instanceof JsonArray array && array.stream().allMatch(JsonString.class::isInstance)) {
      return array.getValuesAs(JsonString::getString);
    }
    throw InvalidRequest.wrongType(path(name), expected, value);
  }

  public Fields requiredObject(String name) {
    return object(name).orElseThrow(() -> InvalidRequest.missing(path(name)));
  }

  public Optional<Fields> object(String name) {
    return value(name).map(value -> object(value, path(name)));
  }

  /** The objects of an array, each with its own path. */
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

  private void requireWithin(String name, BigDecimal value, int low, int high) {
    if (value.compareTo(BigDecimal.valueOf(low)) < 0
        || value.compareTo(BigDecimal.valueOf(high)) > 0) {
      throw outOfRange(name, value, "a number from " + low + " to " + high);
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
