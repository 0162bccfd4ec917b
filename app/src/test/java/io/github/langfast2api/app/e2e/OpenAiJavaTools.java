package io.github.langfast2api.app.e2e;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall.Function;

/** The tools of a {@link Toolbox} as openai-java has them: classes, whose fields are arguments. */
final class OpenAiJavaTools {

  @JsonTypeName("get_weather")
  @JsonClassDescription("Tells the weather of some days.")
  record Weather(String city, int days) {}

  @JsonTypeName("get_time")
  @JsonClassDescription("Tells the time.")
  record Time(String city) {}

  private OpenAiJavaTools() {}

  /** The result of a call. */
  static String run(Function call, Toolbox tools) {
    return switch (call.name()) {
      case "get_weather" -> {
        Weather weather = call.arguments(Weather.class);
        yield tools.weather(weather.city(), weather.days());
      }
      case "get_time" -> tools.time(call.arguments(Time.class).city());
      default -> throw new IllegalArgumentException(call.name());
    };
  }
}
