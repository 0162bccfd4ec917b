package io.github.langfast2api.http.pages;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A part of an {@code Accept} header, RFC 9110.
 *
 * @param type in lower case
 * @param weight from 0 to 1; 0 also where it cannot be read
 */
record MediaRange(String type, double weight) {

  private static final String WEIGHT = "q=";

  static Stream<MediaRange> in(List<String> accepted) {
    return accepted.stream().flatMap(value -> Stream.of(value.split(","))).map(MediaRange::of);
  }

  private static MediaRange of(String text) {
    List<String> parts = Arrays.stream(text.split(";", -1)).map(MediaRange::plain).toList();
    double weight =
        parts.stream()
            .skip(1)
            .filter(parameter -> parameter.startsWith(WEIGHT))
            .mapToDouble(parameter -> number(parameter.substring(WEIGHT.length())))
            .findFirst()
            .orElse(1);
    return new MediaRange(parts.getFirst(), weight);
  }

  private static String plain(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }

  private static double number(String text) {
    return text.matches("0(\\.\\d{0,3})?|1(\\.0{0,3})?") ? Double.parseDouble(text) : 0;
  }
}
