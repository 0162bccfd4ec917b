package io.github.langfast2api.app.e2e;

import dev.langchain4j.agent.tool.Tool;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tools that tell which of them was run, annotated as each library wants it. */
final class Toolbox {

  private static final String WEATHER = "Tells the weather of some days.";
  private static final String TIME = "Tells the time.";

  private final List<String> runs = new CopyOnWriteArrayList<>();

  @Tool(name = "get_weather", value = WEATHER)
  @org.springframework.ai.tool.annotation.Tool(name = "get_weather", description = WEATHER)
  String weather(String city, int days) {
    return ran("get_weather", "4 \u00b0C in %s, %d d".formatted(city, days));
  }

  @Tool(name = "get_time", value = TIME)
  @org.springframework.ai.tool.annotation.Tool(name = "get_time", description = TIME)
  String time(String city) {
    return ran("get_time", "noon in %s".formatted(city));
  }

  /** The names of the tools that were run, and the results that they gave, in this order. */
  List<String> runs() {
    return List.copyOf(runs);
  }

  private String ran(String name, String result) {
    boolean unused = runs.add(name + ": " + result);
    return result;
  }
}
