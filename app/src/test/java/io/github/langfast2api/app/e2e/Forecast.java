package io.github.langfast2api.app.e2e;

import java.util.List;

/** What a structured answer is read into. The names are the schema's. */
record Forecast(String city, int degrees, Sky sky, List<String> advice) {

  enum Sky {
    CLEAR,
    CLOUDY
  }
}
