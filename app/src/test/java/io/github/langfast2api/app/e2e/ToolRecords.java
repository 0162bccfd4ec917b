package io.github.langfast2api.app.e2e;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonTypeName;

/** The tools of a {@link Toolbox} as openai-java and anthropic-java have them: of classes. */
final class ToolRecords {

  @JsonTypeName("get_weather")
  @JsonClassDescription("Tells the weather of some days.")
  record Weather(String city, int days) {}

  @JsonTypeName("get_time")
  @JsonClassDescription("Tells the time.")
  record Time(String city) {}

  private ToolRecords() {}

  /** Reads the arguments of a call into an object of a tool's class. */
  interface Arguments {
    <T> T as(Class<T> tool);
  }

  /** The result of a call. */
  static String run(String name, Arguments arguments, Toolbox tools) {
    return switch (name) {
      case "get_weather" -> {
        Weather weather = arguments.as(Weather.class);
        yield tools.weather(weather.city(), weather.days());
      }
      case "get_time" -> tools.time(arguments.as(Time.class).city());
      default -> throw new IllegalArgumentException(name);
    };
  }
}
