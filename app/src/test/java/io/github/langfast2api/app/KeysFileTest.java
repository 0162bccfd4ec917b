package io.github.langfast2api.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.app.config.ConfigurationException;
import io.github.langfast2api.ports.keys.ApiClient;
import io.github.langfast2api.ports.keys.Keyring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeysFileTest {

  /** Of every version of the file: a change must be seen by its content. */
  private static final FileTime SAME_TIME = FileTime.from(Instant.EPOCH);

  private final AtomicLong now = new AtomicLong();
  private final Path file;

  KeysFileTest(@TempDir Path folder) {
    this.file = folder.resolve("keys.json");
  }

  private void write(String entries) throws IOException {
    Files.writeString(file, "{\"keys\": [" + entries + "]}");
    Files.setLastModifiedTime(file, SAME_TIME);
  }

  private Keyring keys() {
    return new KeysFile(file, Keyring.NONE, now::get);
  }

  @Test
  void aKeyHasANameAndMayHaveLimits() throws IOException {
    write(
        """
        {"name": "ann", "key": "sk-ann"},
        {"name": "ben", "requests_per_minute": 60, "concurrent": 4,
         "sha256": "2CF24DBA5FB0A30E26E83B2AC5B9E29E1B161E5C1FA7425E73043362938B9824"}
        """);
    Keyring keys = keys();
    assertEquals(Optional.of(ApiClient.unlimited("ann")), keys.find("sk-ann"));
    assertEquals(
        Optional.of(new ApiClient("ben", OptionalInt.of(60), OptionalInt.of(4))),
        keys.find("hello"));
    assertEquals(Optional.empty(), keys.find("sk-ben"));
    assertFalse(keys.isOpen());
  }

  @Test
  void aChangeIsSeenWithinASecond() throws IOException {
    write("{\"name\": \"ann\", \"key\": \"one\"}");
    Keyring keys = keys();
    write("{\"name\": \"ann\", \"key\": \"two\"}");
    assertTrue(keys.find("one").isPresent(), "it looks too often");
    now.addAndGet(Duration.ofSeconds(1).toNanos());
    assertTrue(keys.find("two").isPresent(), "the change is not seen");
    assertTrue(keys.find("one").isEmpty(), "the old key is still known");
  }

  @Test
  void aChangeThatCannotBeReadIsNotMade() throws IOException {
    write("{\"name\": \"ann\", \"key\": \"one\"}");
    Keyring keys = keys();
    write("{\"name\": ");
    now.addAndGet(Duration.ofSeconds(1).toNanos());
    assertTrue(keys.find("one").isPresent());
    Files.delete(file);
    now.addAndGet(Duration.ofSeconds(1).toNanos());
    assertTrue(keys.find("one").isPresent());
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFile() throws IOException {
    Files.writeString(file, "\uFEFF{\"keys\": [{\"name\": \"ann\", \"key\": \"one\"}]}");
    assertTrue(keys().find("one").isPresent());
  }

  @Test
  void aFileThatIsNoUtf8IsRefused() throws IOException {
    Files.write(file, new byte[] {'{', (byte) 0xFF, '}'});
    assertThrows(ConfigurationException.class, this::keys);
  }

  @Test
  void aFileWithoutKeysLetsNobodyIn() throws IOException {
    write("");
    assertFalse(keys().isOpen());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"key\": \"secret\"} | no \"name\"",
        "{\"name\": \"\", \"key\": \"secret\"} | \"name\" must be a text",
        "{\"name\": \"ann\"} | either \"key\" or \"sha256\"",
        "{\"name\": \"ann\", \"key\": \"secret\", \"sha256\": \"ab\"} | either",
        "{\"name\": \"ann\", \"sha256\": \"ab\"} | 64 hexadecimal digits",
        "{\"name\": \"ann\", \"key\": 7} | \"key\" must be a text",
        "{\"name\": \"ann\", \"key\": \"secret\", \"rpm\": 7} | ann: \"rpm\" is not known",
        "{\"name\": \"ann\", \"key\": \"secret\", \"concurrent\": 0} | may ask for nothing",
        "{\"name\": \"ann\", \"key\": \"secret\", \"concurrent\": 1.5} | a whole number",
        "{\"name\": \"a\", \"key\": \"secret\"}, {\"name\": \"a\", \"key\": \"b\"} | two of the"
            + " name",
        "{\"name\": \"ann\", \"key\": null} | either \"key\" or \"sha256\"",
        "{\"name\": \"ann\", \"key\": \"secret\", \"key\": \"other\"} | ann: \"key\" is there"
            + " twice",
        "7 | a list \"keys\" of objects",
        "{ | as JSON",
      })
  void whatIsWrongIsToldWithoutTheKey(String entries, String told) throws IOException {
    write(entries);
    ConfigurationException wrong = assertThrows(ConfigurationException.class, this::keys);
    assertTrue(wrong.getMessage().contains(told), wrong.getMessage());
    assertFalse(wrong.getMessage().contains("secret"), wrong.getMessage());
  }
}
