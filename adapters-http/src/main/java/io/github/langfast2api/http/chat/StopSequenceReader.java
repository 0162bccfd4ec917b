package io.github.langfast2api.http.chat;

import io.github.langfast2api.http.error.InvalidRequest;
import io.github.langfast2api.http.request.Fields;
import jakarta.json.JsonString;
import java.util.List;
import java.util.Optional;

/** The reader of {@code stop}: a string, or an array of up to four. */
final class StopSequenceReader {

  private static final String NAME = "stop";
  private static final int MAX_SEQUENCES = 4;

  private StopSequenceReader() {}

  /** Reads the stop sequences of a body, without duplicates and without empty ones. */
  static List<String> read(Fields body) {
    List<String> stops = single(body).map(List::of).orElseGet(() -> several(body));
    return stops.stream().filter(stop -> !stop.isEmpty()).distinct().toList();
  }

  private static Optional<String> single(Fields body) {
    return body.value(NAME)
        .filter(JsonString.class::isInstance)
        .map(value -> ((JsonString) value).getString());
  }

  private static List<String> several(Fields body) {
    List<String> stops = body.strings(NAME, "a string or an array of strings");
    if (stops.size() > MAX_SEQUENCES) {
      throw InvalidRequest.invalidValue(
          NAME, "at most " + MAX_SEQUENCES + " texts", "an array of " + stops.size());
    }
    return stops;
  }
}
