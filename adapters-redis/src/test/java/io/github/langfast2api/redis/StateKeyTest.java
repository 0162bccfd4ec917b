package io.github.langfast2api.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateKeyTest {

  private static final StateKey KEY = key(1);

  private static StateKey key(int seed) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) seed);
    return StateKey.of(Base64.getEncoder().encodeToString(bytes));
  }

  @Test
  void whatIsEncryptedIsDecrypted() throws GeneralSecurityException {
    assertEquals(
        "ä中\uD83D\uDE00", KEY.decrypt("session", KEY.encrypt("session", "ä中\uD83D\uDE00")));
    assertEquals("", KEY.decrypt("session", KEY.encrypt("session", "")));
  }

  @Test
  void theSameTextIsEncryptedDifferentlyEachTime() {
    assertFalse(Arrays.equals(KEY.encrypt("session", "text"), KEY.encrypt("session", "text")));
  }

  @Test
  void anotherKeyAnotherNameAndEachChangedByteAreNoticed() {
    byte[] sealed = KEY.encrypt("session", "text");
    assertThrows(GeneralSecurityException.class, () -> key(2).decrypt("session", sealed));
    assertThrows(GeneralSecurityException.class, () -> KEY.decrypt("other", sealed));
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertThrows(GeneralSecurityException.class, () -> KEY.decrypt("session", changed));
      byte[] cut = Arrays.copyOf(sealed, i);
      assertThrows(GeneralSecurityException.class, () -> KEY.decrypt("session", cut));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "secret",
        "MDEyMzQ1Njc4OWFiY2RlZg==",
        "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWYwMTIzNDU2Nzg5",
        "0123456789abcdef0123456789abcdef"
      })
  void aKeyThatIsNotOf32BytesIsRefusedWithoutQuotingIt(String text) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> StateKey.of(text));
    assertEquals(
        "it must be 32 random bytes in Base64, as `openssl rand -base64 32` makes them",
        refused.getMessage());
    assertNull(refused.getCause());
  }

  @Test
  void aKeyTellsNothingOfItself() {
    assertTrue(KEY.toString().equals("StateKey"));
  }
}
