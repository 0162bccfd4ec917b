package io.github.langfast2api.http.chat;

import io.github.langfast2api.http.error.InvalidRequest;
import io.github.langfast2api.http.request.Fields;
import jakarta.json.JsonString;
import java.util.List;
import java.util.Set;

/** Refuses what cannot be honoured. To pass it over would be to answer another question. */
final class UnsupportedParameters {

  /** Refused unless null or empty. */
  private static final List<String> PARAMETERS =
      List.of("tools", "functions", "logit_bias", "audio");

  /** Refused unless they leave it to a model that has no tools whether it calls one. */
  private static final List<String> TOOL_CHOICES = List.of("tool_choice", "function_call");

  private static final Set<String> NO_CALL = Set.of("none", "auto");
  private static final Set<String> MODALITIES = Set.of("text", "audio");

  private UnsupportedParameters() {}

  static void refuse(Fields body) {
    for (String parameter : PARAMETERS) {
      refuseIf(body.asks(parameter), parameter);
    }
    for (String choice : TOOL_CHOICES) {
      refuseIf(body.asks(choice) && !leavesCallsOut(body, choice), choice);
    }
    // Here even an empty object asks for something.
    refuseIf(body.value("web_search_options").isPresent(), "web_search_options");
    refuseIf(asksForAudio(body), "modalities");
  }

  private static boolean leavesCallsOut(Fields body, String choice) {
    return body.value(choice)
        .filter(value -> value instanceof JsonString word && NO_CALL.contains(word.getString()))
        .isPresent();
  }

  private static void refuseIf(boolean asked, String parameter) {
    if (asked) {
      throw InvalidRequest.unsupportedParameter(parameter);
    }
  }

  private static boolean asksForAudio(Fields body) {
    List<String> modalities = body.strings("modalities", "an array of strings");
    for (String modality : modalities) {
      if (!MODALITIES.contains(modality)) {
        throw InvalidRequest.invalidValue("modalities", "text or audio", modality);
      }
    }
    return modalities.contains("audio");
  }
}
