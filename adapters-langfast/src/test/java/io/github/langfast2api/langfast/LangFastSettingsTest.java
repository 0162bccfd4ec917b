package io.github.langfast2api.langfast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LangFastSettingsTest {

  @ParameterizedTest
  @CsvSource({
    "http://localhost:1, http://localhost:1",
    "http://localhost:1/, http://localhost:1",
    "https://example.org/under//, https://example.org/under"
  })
  void slashesAtTheEndOfAnAddressDoNotMatter(URI given, URI taken) {
    assertEquals(taken, settings(given).supabase());
    assertEquals(taken, settings(given).runner());
  }

  @Test
  void addressesAreOfTheWeb() {
    URI other = URI.create("ws://localhost:1");
    assertThrows(IllegalArgumentException.class, () -> settings(other));
  }

  private static LangFastSettings settings(URI uri) {
    return LangFastSettings.of(uri, uri, "key", new Credentials.Anonymous());
  }
}
