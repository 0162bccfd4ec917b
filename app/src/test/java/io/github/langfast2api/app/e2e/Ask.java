package io.github.langfast2api.app.e2e;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a client is to ask.
 *
 * @param model the model's name
 * @param text the user's message, which {@code langfast.mjs} takes for stage directions
 * @param temperature left out if empty
 */
record Ask(String model, String text, Optional<Double> temperature) {

  private static final JsonBuilderFactory JSON =
      JsonProvider.provider().createBuilderFactory(Map.of());

  static Ask of(String text) {
    return new Ask("gpt-4.1-mini", text, Optional.empty());
  }

  /** For an answer whose pieces come one by one. */
  static Ask forPieces(String... pieces) {
    return script(steps(pieces).add(JSON.createObjectBuilder().add("end", "stop")));
  }

  /** For an answer that breaks off after these pieces. */
  static Ask forFailureAfter(String... pieces) {
    return script(steps(pieces).add(JSON.createObjectBuilder().add("fail", "it broke off")));
  }

  /**
   * For an answer that fails after more than the ten seconds for which a stream is let be silent.
   */
  static Ask forFailureAfterSilence() {
    return script(
        JSON.createArrayBuilder()
            .add(JSON.createObjectBuilder().add("pause", 11_000))
            .add(JSON.createObjectBuilder().add("fail", "it broke off")));
  }

  /** For an answer that goes on for longer than a test lives. */
  static Ask forEndlessWords() {
    return script(
        JSON.createArrayBuilder()
            .add(
                JSON.createObjectBuilder()
                    .add("slowly", JSON.createArrayBuilder().add("word ").add(50).add(3000))));
  }

  /**
   * For a model that writes the first of these, and the others as the conversation goes on. In them
   * {@code tool_call_@} gets the digits of the mark, and {messages} stands for what was sent.
   */
  static Ask forTurns(String first, String... next) {
    JsonArrayBuilder turns = JSON.createArrayBuilder();
    List.of(next).forEach(written -> turns.add(turn(written)));
    return of(
        JSON.createObjectBuilder().add("steps", turn(first)).add("next", turns).build().toString());
  }

  Ask ofModel(String name) {
    return new Ask(name, text, temperature);
  }

  Ask withTemperature(double value) {
    return new Ask(model, text, Optional.of(value));
  }

  private static JsonArrayBuilder steps(String... pieces) {
    JsonArrayBuilder steps = JSON.createArrayBuilder();
    for (String piece : pieces) {
      steps.add(JSON.createObjectBuilder().add("say", piece));
      steps.add(JSON.createObjectBuilder().add("pause", 100));
    }
    return steps;
  }

  private static JsonArrayBuilder turn(String written) {
    return JSON.createArrayBuilder()
        .add(JSON.createObjectBuilder().add("write", written))
        .add(JSON.createObjectBuilder().add("end", "stop"));
  }

  private static Ask script(JsonArrayBuilder steps) {
    return of(JSON.createObjectBuilder().add("steps", steps).build().toString());
  }
}
