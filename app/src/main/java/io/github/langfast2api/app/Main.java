package io.github.langfast2api.app;

/** Starts the gateway. */
public final class Main {

  private Main() {}

  /**
   * Starts the gateway and leaves it running.
   *
   * @param args settings as {@code NAME=value}, which go before all others
   */
  public static void main(String[] args) {
    try {
      Arguments.apply(args);
      AppConfig config = AppConfig.of(Settings.load());
      Logging.start(config.logLevel(), config.logFormat());
      Gateway gateway = new Wiring(config).start();
      Shutdown.onSignal(gateway::close);
      System.out.print(Banner.of(config, gateway.port()));
    } catch (ConfigurationException e) {
      System.err.println("langfast2api cannot start. " + e.getMessage());
      System.exit(2);
    }
  }
}
