package io.github.langfast2api.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What all clients came to, when the last of them is through: {@code docs/compatibility.md} says
 * it. {@code -Dcompatibility=write} has it said. Clients in Go that were not run are there with
 * what they came to when they were.
 */
@Order(Integer.MAX_VALUE)
class CompatibilityTableIT {

  private static final String MEND =
      " is not what was run: ./verify -Dcompatibility=write mends this";
  private static final Path DOCUMENT = Path.of("..", "docs", "compatibility.md");

  @ParameterizedTest
  @EnumSource
  void everyClientPassesWhatItOffersAndTheDocumentSaysSo(TestedApi api) throws Exception {
    List<ClientResult> results = new ArrayList<>();
    for (String client : api.clients()) {
      results.add(result(client, api));
    }
    String document = Files.readString(DOCUMENT);
    String wanted = new CompatibilityTable(api.checks(), results).in(document, api.mark());
    if (writes()) {
      Path unused = Files.writeString(DOCUMENT, wanted);
    } else {
      assertEquals(wanted, document, "./verify -Dcompatibility=write mends this");
    }
  }

  @Test
  void noResultIsOfAClientThatNobodyExpects() throws Exception {
    Set<String> expected = new TreeSet<>();
    List.of(TestedApi.values()).forEach(api -> expected.addAll(api.clients()));
    Set<String> files = new TreeSet<>();
    try (var found = Files.list(ClientResult.file("any").getParent())) {
      found.forEach(file -> files.add(file.getFileName().toString().replace(".json", "")));
    }
    assertTrue(expected.containsAll(files), files::toString);
  }

  private static ClientResult result(String client, TestedApi api) throws IOException {
    Path recorded = GoClients.recorded(client);
    boolean ofGo = Files.exists(recorded);
    Path file = ofGo && !GoClients.run() ? recorded : fresh(client);
    ClientResult result = ClientResult.read(client, file);
    assertPasses(result, api.checks(), file);
    if (ofGo && writes()) {
      Path unused = Files.writeString(recorded, Files.readString(file));
    }
    if (ofGo) {
      assertEquals(ClientResult.read(client, recorded), result, () -> recorded + MEND);
      assertEquals(GoClients.version(client), result.version(), () -> recorded + MEND);
    }
    return result;
  }

  private static boolean writes() {
    return System.getProperty("compatibility").equals("write");
  }

  private static Path fresh(String client) throws IOException {
    Path file = ClientResult.file(client);
    assertTrue(Files.exists(file), () -> file + " is missing");
    Path jar = Path.of(System.getProperty("gateway.jar"));
    assertTrue(
        Files.getLastModifiedTime(file).compareTo(Files.getLastModifiedTime(jar)) > 0,
        () -> file + " is older than the jar: its tests have not run");
    return file;
  }

  private static void assertPasses(
      ClientResult result, List<CompatibilityCheck> checks, Path file) {
    assertFalse(result.client().isBlank() || result.version().isBlank(), file::toString);
    for (CompatibilityCheck check : checks) {
      String outcome = result.outcomes().getOrDefault(check.id(), "was not tried");
      assertTrue(
          Set.of(ClientResult.PASSES, ClientResult.NOT_OFFERED).contains(outcome),
          () -> file + ": " + check.id() + " " + outcome);
    }
    assertEquals(checks.size(), result.outcomes().size(), file::toString);
  }
}
