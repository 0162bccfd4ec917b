package io.github.langfast2api.app.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Writes a client's result as its tests end. A check whose test did not run is not in it. */
final class RecordedOutcomes implements BeforeAllCallback, AfterAllCallback, TestWatcher {

  private final Map<String, String> outcomes = new LinkedHashMap<>();

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    boolean unused = Files.deleteIfExists(ClientResult.file(contract(context).id()));
  }

  @Override
  public void testSuccessful(ExtensionContext context) {
    add(context, ClientResult.PASSES);
  }

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    add(context, ClientResult.FAILS);
  }

  @Override
  public void testAborted(ExtensionContext context, Throwable cause) {
    add(context, cause instanceof NotOffered ? ClientResult.NOT_OFFERED : ClientResult.FAILS);
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    ClientContract client = contract(context);
    String version = ArtifactVersion.of(client.artifact());
    new ClientResult(client.id(), client.name(), version, "Java", outcomes).write();
  }

  private void add(ExtensionContext context, String outcome) {
    String id = context.getRequiredTestMethod().getAnnotation(Check.class).value();
    List<String> ids =
        contract(context).api().checks().stream().map(CompatibilityCheck::id).toList();
    if (!ids.contains(id) || outcomes.put(id, outcome) != null) {
      throw new IllegalStateException(id + " is no check, or is one of two tests");
    }
  }

  private static ClientContract contract(ExtensionContext context) {
    return (ClientContract) context.getRequiredTestInstance();
  }
}
