package io.github.langfast2api.app.e2e;

import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.ports.contract.Answer;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * What happens to one request of the soak, and what it must come to.
 *
 * @param json the script for {@code langfast.mjs}
 * @param text all that is said
 * @param fails whether the run is given up in the end
 * @param drops whether it breaks every connection on its way
 */
record SoakScript(String json, String text, boolean fails, boolean drops) {

  private static final JsonBuilderFactory JSON =
      JsonProvider.provider().createBuilderFactory(Map.of());
  private static final List<String> DROPS = List.of("destroy", "terminate", "closeEngine");
  private static final List<String> WORDS =
      List.of("word ", "ünï ", "你好 ", "😀 ", "\"\\\n ", "\u0001");
  private static final String RUN = "/functions/v1/initiate-prompt-run";

  /** A run of some pieces of which nobody else says the first. */
  static SoakScript random(RandomGenerator random) {
    JsonArrayBuilder before = JSON.createArrayBuilder();
    JsonArrayBuilder steps = JSON.createArrayBuilder();
    StringBuilder text = new StringBuilder();
    boolean fails = random.nextInt(10) == 0;
    boolean drops = random.nextInt(25) == 0;
    int pieces = 1 + random.nextInt(12);
    int early = random.nextInt(5) == 0 ? random.nextInt(pieces) : 0;
    for (int i = 0; i < pieces; i++) {
      String piece = i == 0 ? UUID.randomUUID() + " " : WORDS.get(random.nextInt(WORDS.size()));
      text.append(piece);
      (i < early ? before : steps).add(JSON.createObjectBuilder().add("say", piece));
      if (i >= early && random.nextInt(3) == 0) {
        steps.add(JSON.createObjectBuilder().add("pause", random.nextInt(40)));
      }
      if (drops && i == pieces / 2) {
        steps.add(step(DROPS.get(random.nextInt(DROPS.size())), 1));
        steps.add(step("pause", 100 + random.nextInt(600)));
      }
    }
    steps.add(
        fails
            ? JSON.createObjectBuilder().add("fail", "planned")
            : JSON.createObjectBuilder().add("end", "stop"));
    String json =
        JSON.createObjectBuilder().add("before", before).add("steps", steps).build().toString();
    return new SoakScript(json, text.toString(), fails, drops);
  }

  /** What the next calls meet, for all clients. */
  static String faults(RandomGenerator random) {
    JsonArrayBuilder faults = JSON.createArrayBuilder();
    switch (random.nextInt(8)) {
      case 0 -> faults.add(fault().add("status", 503).add("times", 2));
      case 1 -> faults.add(fault().add("kill", true));
      case 2 -> faults.add(fault().add("status", 401));
      case 3 -> faults.add(fault().add("status", 404));
      case 4 -> faults.add(fault().add("status", 429));
      case 5 -> faults.add(fault().add("delay", 500));
      case 6 -> faults.add(JSON.createObjectBuilder().add("call", "connect"));
      default -> {} // and now and then nothing
    }
    return faults.build().toString();
  }

  /** In a word, what came of it; {@code WRONG} where that must not be. */
  String judge(Answer answer) {
    if (answer.finish().isPresent()) {
      return !fails && answer.text().equals(text)
          ? "whole"
          : "WRONG: finished with '" + answer.text() + "' instead of '" + text + "'";
    }
    if (!text.startsWith(answer.text())) {
      return "WRONG: '" + answer.text() + "' is no beginning of '" + text + "'";
    }
    return switch (answer.failure().orElseThrow()) {
      case ChatFailure.RunFailed planned -> fails ? "failed as planned" : "WRONG: " + planned;
      case ChatFailure.Unreachable lost -> "failed: unreachable";
      case ChatFailure.Unavailable down -> "failed: unavailable";
      case ChatFailure.OutcomeUnknown broken -> "failed: outcome unknown";
      case ChatFailure.RateLimited limited -> "failed: rate limited";
      case ChatFailure.AccessRefused refused -> "failed: access refused";
      default -> "WRONG: " + answer.failure().orElseThrow();
    };
  }

  private static JsonObjectBuilder fault() {
    return JSON.createObjectBuilder().add("call", RUN);
  }

  private static JsonObjectBuilder step(String name, int value) {
    return JSON.createObjectBuilder().add(name, value);
  }
}
