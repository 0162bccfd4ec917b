package io.github.langfast2api.langfast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
    assertEquals(taken, settings(given).servers().supabase());
    assertEquals(taken, settings(given).servers().runner());
  }

  @Test
  void addressesAreOfTheWeb() {
    URI other = URI.create("ws://localhost:1");
    assertThrows(IllegalArgumentException.class, () -> settings(other));
  }

  @Test
  void theOwnerOfASessionIsNamedWithoutASecret() {
    URI uri = URI.create("http://localhost:1");
    LangFastSettings token = LangFastSettings.of(uri, uri, new Credentials.RefreshToken("secret"));
    assertEquals(token.sessionOwner(), token.withSite(URI.create("https://a.b")).sessionOwner());
    assertFalse(token.sessionOwner().contains("secret"));
    Credentials account = new Credentials.Account("me@example.org", "secret");
    assertEquals(
        "http://localhost:1 account me@example.org",
        LangFastSettings.of(uri, uri, account).sessionOwner());
    assertEquals("http://localhost:1 guest", settings(uri).sessionOwner());
  }

  private static LangFastSettings settings(URI uri) {
    return LangFastSettings.of(uri, uri, "key", new Credentials.Anonymous());
  }
}
