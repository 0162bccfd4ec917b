package io.github.langfast2api.app.e2e;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The running jars that all clients are tried with, started once and stopped with the last test.
 */
final class Gateways implements ExtensionContext.Store.CloseableResource {

  /** A key that all of them take. */
  static final String KEY = "sk-first";

  private final LangFastServer langFast;
  private final LangFastServer counted;
  private final GatewayProcess scripted;
  private final GatewayProcess socketPerRun;

  private Gateways() throws IOException, InterruptedException {
    // Many clients at once keep a small machine busy: a pong that comes late is no lost connection.
    langFast = LangFastServer.sendingMuch();
    counted = LangFastServer.sendingMuch();
    scripted = GatewayProcess.start(langFast.settings());
    Map<String, String> settings = new HashMap<>(counted.settings());
    settings.put("LANGFAST_SOCKET", "per-run");
    socketPerRun = GatewayProcess.start(settings);
  }

  /** Where LangFast says what it is told to say, by the gateway's own defaults. */
  String scripted() {
    return scripted.url();
  }

  /** Where each run has a socket of its own, which LangFast counts. */
  String socketPerRun() {
    return socketPerRun.url();
  }

  /** Where LangFast counts those sockets. */
  String counted() {
    return counted.url();
  }

  /** How many runs the gateway with a socket for each holds. */
  int runs() {
    try {
      return counted.count("sockets");
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    socketPerRun.close();
    scripted.close();
    counted.close();
    langFast.close();
  }

  /** Hands them to a test. */
  static final class Resolver implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Gateways.class;
    }

    @Override
    public Gateways resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.create(Gateways.class))
          .getOrComputeIfAbsent(Gateways.class, unused -> start(), Gateways.class);
    }

    private static Gateways start() {
      try {
        return new Gateways();
      } catch (IOException | InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }
}
