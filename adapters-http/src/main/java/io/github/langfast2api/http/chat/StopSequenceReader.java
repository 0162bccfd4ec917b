package io.github.langfast2api.http.chat;

import io.github.langfast2api.http.error.InvalidRequest;
import io.github.langfast2api.http.request.Fields;
import jakarta.json.JsonString;
import java.util.List;
import java.util.Optional;

/** Reads at which texts an answer is to end: one, or an array of some. */
final class StopSequenceReader {

  private static final String NAME = "stop";
  private static final int MOST = 4;

  private StopSequenceReader() {}

  /** The texts; an empty one asks for nothing. */
  static List<String> read(Fields body) {
    List<String> stops = one(body).map(List::of).orElseGet(() -> several(body));
    return stops.stream().filter(stop -> !stop.isEmpty()).distinct().toList();
  }

  private static Optional<String> one(Fields body) {
    return body.value(NAME)
        .filter(JsonString.class::isInstance)
        .map(value -> ((JsonString) value).getString());
  }

  private static List<String> several(Fields body) {
    List<String> stops = body.strings(NAME, "a string or an array of strings");
    if (stops.size() > MOST) {
      throw InvalidRequest.invalidValue(
          NAME, "at most " + MOST + " texts", "an array of " + stops.size());
    }
    return stops;
  }
}
