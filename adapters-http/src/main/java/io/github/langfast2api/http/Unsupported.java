package io.github.langfast2api.http;

import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Refuses what cannot be honoured. To pass it over would be to answer another question. */
final class Unsupported {

  /** Refused unless null or empty. */
  private static final List<String> PARAMETERS =
      List.of(
          "tools",
          "tool_choice",
          "functions",
          "function_call",
          "top_logprobs",
          "logit_bias",
          "audio",
          "prediction");

  private static final Set<String> MODALITIES = Set.of("text", "audio");

  private Unsupported() {}

  static void refuse(Fields body) {
    for (String parameter : PARAMETERS) {
      refuseIf(body.asks(parameter), parameter);
    }
    // Here even an empty object asks for something.
    refuseIf(body.value("web_search_options").isPresent(), "web_search_options");
    refuseIf(body.flag("logprobs"), "logprobs");
    refuseIf(asksForAudio(body), "modalities");
    refuseIf(asksToStop(body), "stop");
    refuseSeveral(body);
  }

  private static void refuseIf(boolean asked, String parameter) {
    if (asked) {
      throw InvalidRequest.unsupportedParameter(parameter);
    }
  }

  private static void refuseSeveral(Fields body) {
    int n = body.integer("n", 1).orElse(1);
    if (n > 128) {
      throw InvalidRequest.invalidValue("n", "a number from 1 to 128", String.valueOf(n));
    }
    if (n > 1) {
      throw InvalidRequest.unsupportedValue("n", String.valueOf(n));
    }
  }

  private static boolean asksForAudio(Fields body) {
    List<String> modalities = strings(body, "modalities", "an array of strings");
    for (String modality : modalities) {
      if (!MODALITIES.contains(modality)) {
        throw InvalidRequest.invalidValue("modalities", "text or audio", modality);
      }
    }
    return modalities.contains("audio");
  }

  private static boolean asksToStop(Fields body) {
    if (body.value("stop").filter(JsonString.class::isInstance).isPresent()) {
      return body.asks("stop");
    }
    return !strings(body, "stop", "a string or an array of strings").isEmpty();
  }

  private static List<String> strings(Fields body, String name, String expected) {
    Optional<JsonValue> value = body.value(name);
    if (value.isEmpty()) {
      return List.of();
    }
    if (value.get() instanceof JsonArray array
        && array.stream().allMatch(JsonString.class::isInstance)) {
      return array.getValuesAs(JsonString::getString);
    }
    throw InvalidRequest.wrongType(name, expected, value.get());
  }
}
