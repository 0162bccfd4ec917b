package io.github.langfast2api.simulator;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** Numbers that are valid for a JSON Schema, from its minimum on, or from 1. */
final class SchemaNumbers {
  private static final BigDecimal HALF = new BigDecimal("0.5");
  private static final int MAX_SCALE = 400;

  private SchemaNumbers() {}

  /** The n-th integer. */
  static String integer(JsonObject schema, int n) {
    BigDecimal step = bound(schema, "multipleOf").orElse(BigDecimal.ONE);
    Optional<BigDecimal> above =
        bound(schema, "exclusiveMinimum")
            .map(bound -> bound.setScale(0, RoundingMode.FLOOR).add(BigDecimal.ONE));
    Optional<BigDecimal> below =
        bound(schema, "exclusiveMaximum")
            .map(bound -> bound.setScale(0, RoundingMode.CEILING).subtract(BigDecimal.ONE));
    Optional<BigDecimal> low = greater(bound(schema, "minimum"), above);
    Optional<BigDecimal> high = lesser(bound(schema, "maximum"), below);
    BigDecimal first = first(low, high, step);
    return first.add(step.multiply(BigDecimal.valueOf(n))).setScale(0).toPlainString();
  }

  /** The n-th number. */
  static String number(JsonObject schema, int n) {
    Optional<BigDecimal> step = bound(schema, "multipleOf");
    Optional<BigDecimal> above = bound(schema, "exclusiveMinimum");
    Optional<BigDecimal> below = bound(schema, "exclusiveMaximum");
    Optional<BigDecimal> low = greater(bound(schema, "minimum"), above);
    Optional<BigDecimal> high = lesser(bound(schema, "maximum"), below);
    BigDecimal first = step.isPresent() ? first(low, high, step.get()) : between(low, high);
    BigDecimal distance = step.orElse(HALF).multiply(BigDecimal.valueOf(n));
    return first.add(distance).stripTrailingZeros().toPlainString();
  }

  /** The first multiple of the step within the bounds. */
  private static BigDecimal first(
      Optional<BigDecimal> low, Optional<BigDecimal> high, BigDecimal step) {
    if (low.isPresent()) {
      return low.get().divide(step, 0, RoundingMode.CEILING).multiply(step);
    }
    BigDecimal start = high.map(bound -> bound.min(step)).orElse(step);
    return start.divide(step, 0, RoundingMode.FLOOR).multiply(step);
  }

  /** A number strictly between the bounds, which may be exclusive. */
  private static BigDecimal between(Optional<BigDecimal> low, Optional<BigDecimal> high) {
    if (low.isPresent() && high.isPresent()) {
      return low.get().add(high.get()).multiply(HALF);
    }
    return low.map(bound -> bound.add(BigDecimal.ONE))
        .or(() -> high.map(bound -> bound.subtract(BigDecimal.ONE)))
        .orElse(BigDecimal.ONE);
  }

  private static Optional<BigDecimal> bound(JsonObject schema, String name) {
    return schema.get(name) instanceof JsonNumber number
        ? Optional.of(number.bigDecimalValue()).filter(value -> Math.abs(value.scale()) < MAX_SCALE)
        : Optional.empty();
  }

  private static Optional<BigDecimal> greater(
      Optional<BigDecimal> one, Optional<BigDecimal> other) {
    return one.isPresent() && other.isPresent()
        ? Optional.of(one.get().max(other.get()))
        : one.or(() -> other);
  }

  private static Optional<BigDecimal> lesser(Optional<BigDecimal> one, Optional<BigDecimal> other) {
    return one.isPresent() && other.isPresent()
        ? Optional.of(one.get().min(other.get()))
        : one.or(() -> other);
  }
}
