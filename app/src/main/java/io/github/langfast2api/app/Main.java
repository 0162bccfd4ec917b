package io.github.langfast2api.app;

/** Starts the gateway, or tells of it. */
public final class Main {

  private Main() {}

  /**
   * Starts the gateway and leaves it running, unless something else is asked for.
   *
   * @param args settings as {@code NAME=value}, which go before all others, and {@code --help},
   *     {@code --version} or {@code --check}
   */
  public static void main(String[] args) {
    try {
      switch (Arguments.apply(args)) {
        case HELP -> System.out.print(Help.text());
        case VERSION -> System.out.println(Help.version());
        case CHECK -> System.out.print(ConfigurationCheck.of(config()));
        case RUN -> run(config());
      }
    } catch (ConfigurationException e) {
      System.err.println("langfast2api cannot start. " + e.getMessage());
      System.exit(2);
    }
  }

  private static AppConfig config() {
    AppConfig config = AppConfig.of(Settings.load());
    Logging.start(config.logLevel(), config.logFormat());
    return config;
  }

  private static void run(AppConfig config) {
    RunningGateway gateway = new Wiring(config).start();
    Shutdown.onSignal(gateway::close);
    System.out.print(Banner.of(config, gateway.port()));
  }
}
