package io.github.langfast2api.langfast;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionFileTest {

  private static final Session SESSION =
      new Session(
          "access",
          "refresh \"token\"",
          "user",
          Instant.parse("2025-01-01T00:00:00Z"),
          Instant.parse("2025-01-01T01:00:00.5Z"));

  private final Path folder;

  SessionFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void whatWasKeptIsFoundAgain() {
    store("me").save(SESSION);
    assertEquals(Optional.of(SESSION), store("me").load());
  }

  @Test
  void aPromptIsKeptWithTheSessionOfItsUser() {
    Prompts.Prompt prompt = new Prompts.Prompt("p", SESSION.userId());
    store("me").savePrompt(prompt);
    assertEquals(Optional.empty(), store("me").loadPrompt());
    store("me").save(SESSION);
    store("me").savePrompt(prompt);
    store("me").save(SESSION);
    assertEquals(Optional.of(prompt), store("me").loadPrompt());
    assertEquals(Optional.of(SESSION), store("me").load());
    store("me").savePrompt(new Prompts.Prompt("q", "somebody else"));
    assertEquals(Optional.of(prompt), store("me").loadPrompt());
  }

  @Test
  void aSessionOfOtherCredentialsIsNone() {
    store("me").save(SESSION);
    assertEquals(Optional.empty(), store("you").load());
  }

  @Test
  void itsOwnerAloneCanReadIt() throws IOException {
    store("me").save(SESSION);
    store("me").save(SESSION);
    assertEquals("rw-------", permissions(file()));
    assertEquals("rwx------", permissions(folder.resolve("state")));
  }

  @Test
  void itIsAJsonObjectOfTheseMembers() throws IOException {
    store("me").save(SESSION);
    store("me").savePrompt(new Prompts.Prompt("p", SESSION.userId()));
    JsonObject stored = (JsonObject) JsonFormat.parse(Files.readString(file()));
    assertEquals(
        Set.of(
            "owner", "accessToken", "refreshToken", "userId", "issuedAt", "expiresAt", "promptId"),
        stored.keySet());
    assertEquals("2025-01-01T01:00:00.500Z", stored.getString("expiresAt"));
  }

  @Test
  void whatStandsInItIsNotPrintedWithItsTokens() {
    StoredSession stored = new StoredSession("me", "secret-a", "secret-r", "u", "then", "now", "p");
    assertEquals("StoredSession[me, u until now]", stored.toString());
  }

  @Test
  void nothingIsLeftBesideIt() throws IOException {
    store("me").save(SESSION);
    try (Stream<Path> files = Files.list(folder.resolve("state"))) {
      assertEquals(List.of(file()), files.toList());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no json",
        "[]",
        "{}",
        "{\"owner\":\"me\",\"accessToken\":\"a\"}",
        "{\"owner\":\"me\",\"accessToken\":\"a\",\"refreshToken\":\"r\",\"userId\":\"u\","
            + "\"issuedAt\":\"then\",\"expiresAt\":\"now\"}"
      })
  void aFileThatHoldsNoSessionIsPassedOver(String text) throws IOException {
    Files.createDirectories(folder.resolve("state"));
    Files.writeString(file(), text);
    assertEquals(Optional.empty(), store("me").load());
    store("me").save(SESSION);
    assertEquals(Optional.of(SESSION), store("me").load());
  }

  @Test
  void aPlaceThatCannotBeWrittenIsNoReasonToFail() throws IOException {
    Files.writeString(folder.resolve("state"), "a file where a folder should be");
    store("me").save(SESSION);
    assertEquals(Optional.empty(), store("me").load());
  }

  private Path file() {
    return folder.resolve("state").resolve("session.json");
  }

  private SessionFile store(String owner) {
    return new SessionFile(file(), owner);
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
