package io.github.langfast2api.app;

import io.github.langfast2api.app.config.AppConfig;
import io.github.langfast2api.app.config.ConfigurationException;
import io.github.langfast2api.app.config.Settings;

/** The main class of the jar. */
public final class Main {

  private Main() {}

  /**
   * Starts the gateway, or does what else the command line says. Exits with 2 if the configuration
   * does not allow the gateway to start.
   *
   * @param args settings as {@code NAME=value}, which override all others, and {@code --help},
   *     {@code --version} or {@code --check}
   */
  public static void main(String[] args) {
    try {
      switch (CommandLine.parse(args)) {
        case HELP -> System.out.print(CommandLineHelp.text());
        case VERSION -> System.out.println(CommandLineHelp.version());
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
    Logging.start(config.telemetry());
    return config;
  }

  private static void run(AppConfig config) {
    RunningGateway gateway = new Wiring(config).start();
    Shutdown.onSignal(gateway::close);
    System.out.print(Banner.of(config, gateway.port()));
  }
}
