package io.github.langfast2api.http.pages;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A media range of an {@code Accept} header (RFC 9110, section 12.5.1).
 *
 * @param type in lower case, without parameters
 * @param weight its quality value, from 0 to 1; 0 if it is malformed
 */
record MediaRange(String type, double weight) {

  private static final String WEIGHT = "q=";

  /** All media ranges of these values of the header. */
  static Stream<MediaRange> in(List<String> values) {
    return values.stream().flatMap(value -> Stream.of(value.split(","))).map(MediaRange::of);
  }

  private static MediaRange of(String text) {
    List<String> parts = Arrays.stream(text.split(";", -1)).map(MediaRange::normalized).toList();
    double weight =
        parts.stream()
            .skip(1)
            .filter(parameter -> parameter.startsWith(WEIGHT))
            .mapToDouble(parameter -> number(parameter.substring(WEIGHT.length())))
            .findFirst()
            .orElse(1);
    return new MediaRange(parts.getFirst(), weight);
  }

  private static String normalized(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }

  private static double number(String text) {
    return text.matches("0(\\.\\d{0,3})?|1(\\.0{0,3})?") ? Double.parseDouble(text) : 0;
  }
}
