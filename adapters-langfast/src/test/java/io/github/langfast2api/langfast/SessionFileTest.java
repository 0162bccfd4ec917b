package io.github.langfast2api.langfast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
          "refresh-\"token\"",
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

  @ParameterizedTest
  @ValueSource(strings = {"a\\r\\nx: y", "a b", ""})
  void aTokenThatIsNoneIsDroppedWithOneWarning(String token) throws IOException {
    store("me").save(SESSION);
    Files.writeString(file(), Files.readString(file()).replace("\"access\"", "\"" + token + "\""));
    SessionStore store = store("me");
    try (LoggedWarnings warnings = new LoggedWarnings(SessionFile.class)) {
      assertEquals(Optional.empty(), store.load());
      assertEquals(Optional.empty(), store.load());
      store.savePrompt(new Prompts.Prompt("p", "user"));
      assertEquals(List.of(file() + " holds no session and is ignored"), warnings.messages());
    }
  }

  @Test
  void aPromptWhoseIdIsNoneIsDropped() throws IOException {
    store("me").save(SESSION);
    store("me").savePrompt(new Prompts.Prompt("good", SESSION.userId()));
    Files.writeString(file(), Files.readString(file()).replace("\"good\"", "\"b\\r\\nad\""));
    assertEquals(Optional.empty(), store("me").loadPrompt());
    assertEquals(Optional.of(SESSION), store("me").load());
  }

  @Test
  void anEmptyFileIsFilledWithoutAWarning() throws IOException {
    Files.createDirectories(folder.resolve("state"));
    Files.writeString(file(), "\n");
    try (LoggedWarnings warnings = new LoggedWarnings(SessionFile.class)) {
      assertEquals(Optional.empty(), store("me").load());
      store("me").save(SESSION);
      assertEquals(Optional.of(SESSION), store("me").load());
      assertEquals(List.of(), warnings.messages());
    }
  }

  @Test
  void aFileThatOthersCanReadIsMadePrivate() throws IOException {
    store("me").save(SESSION);
    permit("rw-rw-r--");
    try (LoggedWarnings warnings = new LoggedWarnings(OwnerOnlyFile.class)) {
      assertEquals(Optional.of(SESSION), store("me").load());
      assertEquals("rw-------", permissions(file()));
      assertEquals(
          List.of(
              file()
                  + " holds secrets, and its permissions are rw-rw-r--: others could use them; now"
                  + " its owner alone can"),
          warnings.messages());
    }
  }

  @Test
  void aFileThatAnybodyCouldHaveWrittenIsIgnored() throws IOException {
    store("me").save(SESSION);
    permit("rw----rw-");
    SessionStore store = store("me");
    try (LoggedWarnings warnings = new LoggedWarnings(OwnerOnlyFile.class)) {
      assertEquals(Optional.empty(), store.load());
      assertEquals(Optional.empty(), store("me").load());
      assertTrue(warnings.messages().getFirst().endsWith("delete it, or chmod 600 it"));
    }
    store.save(SESSION);
    assertEquals("rw-------", permissions(file()));
    assertEquals(Optional.of(SESSION), store("me").load());
  }

  @Test
  void aFileThatCannotBeReplacedIsWritten() throws IOException {
    store("me").save(SESSION);
    permit("rw-rw-rw-");
    Object inode = Files.getAttribute(file(), "unix:ino");
    // As a file that is mounted by itself, it cannot be renamed onto.
    Files.createDirectories(folder.resolve("state").resolve("session.json.new").resolve("x"));
    store("me").save(SESSION);
    assertEquals(Optional.of(SESSION), store("me").load());
    assertEquals(inode, Files.getAttribute(file(), "unix:ino"));
    assertEquals("rw-------", permissions(file()));
  }

  @Test
  void aLinkIsFollowed() throws IOException {
    Path links = Files.createDirectories(folder.resolve("links"));
    Files.createSymbolicLink(links.resolve("b"), Path.of("..", "state", "session.json"));
    Files.createSymbolicLink(links.resolve("a"), Path.of("b"));
    SessionStore linked = new SessionFile(links.resolve("a"), "me");
    linked.save(SESSION);
    linked.save(SESSION);
    assertTrue(Files.isSymbolicLink(links.resolve("a")));
    assertEquals(Optional.of(SESSION), store("me").load());
    assertEquals(Optional.of(SESSION), linked.load());
    assertEquals("rw-------", permissions(file()));
  }

  @Test
  void aLinkThatLeadsInACircleIsReplaced() throws IOException {
    Path link = folder.resolve("loop");
    Files.createSymbolicLink(link, link);
    SessionStore looped = new SessionFile(link, "me");
    assertEquals(Optional.empty(), looped.load());
    looped.save(SESSION);
    assertEquals(Optional.of(SESSION), looped.load());
  }

  private void permit(String permissions) throws IOException {
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString(permissions));
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
