package io.github.langfast2api.app;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import io.github.langfast2api.app.config.AppConfig;
import io.github.langfast2api.app.config.ConfigurationException;
import io.github.langfast2api.app.config.Settings;
import io.github.langfast2api.app.config.TelemetryConfig;
import io.github.langfast2api.app.config.TelemetryConfig.LogFormat;

/** The main class of the jar. */
public final class Main {

  private static final System.Logger LOG = System.getLogger(Main.class.getName());

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
        case VERSION -> System.out.println("langfast2api " + CommandLineHelp.version());
        case CHECK -> System.out.print(ConfigurationCheck.of(config()));
        case RUN -> run(config());
      }
    } catch (ConfigurationException e) {
      tell("langfast2api cannot start. " + e.getMessage());
      System.exit(2);
    }
  }

  private static AppConfig config() {
    Settings settings = Settings.load();
    Logging.start(TelemetryConfig.of(settings));
    Settings.warnings().forEach(warning -> LOG.log(WARNING, warning));
    return AppConfig.of(settings);
  }

  /** Where the log is JSON, so is its last line. */
  private static void tell(String failure) {
    try {
      TelemetryConfig telemetry = telemetry();
      if (telemetry.logFormat() == LogFormat.JSON) {
        Logging.start(telemetry);
        LOG.log(ERROR, failure);
        return;
      }
    } catch (ConfigurationException e) {
      // How to log is among what is wrong.
    }
    System.err.println(failure);
  }

  private static TelemetryConfig telemetry() {
    try {
      return TelemetryConfig.of(Settings.load());
    } catch (ConfigurationException e) {
      return TelemetryConfig.of(Settings.loadWithoutFile());
    }
  }

  private static void run(AppConfig config) {
    RunningGateway gateway = new Wiring(config).start();
    Shutdown.onSignal(gateway::close);
    System.out.print(Banner.of(config, gateway.port()));
  }
}
