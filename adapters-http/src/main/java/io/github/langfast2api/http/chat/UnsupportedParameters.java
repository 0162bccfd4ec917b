package io.github.langfast2api.http.chat;

import io.github.langfast2api.http.error.InvalidRequest;
import io.github.langfast2api.http.request.Fields;
import java.util.List;
import java.util.Set;

/** Refuses what cannot be honoured. To pass it over would be to answer another question. */
final class UnsupportedParameters {

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

  private UnsupportedParameters() {}

  static void refuse(Fields body) {
    for (String parameter : PARAMETERS) {
      refuseIf(body.asks(parameter), parameter);
    }
    // Here even an empty object asks for something.
    refuseIf(body.value("web_search_options").isPresent(), "web_search_options");
    refuseIf(body.flag("logprobs"), "logprobs");
    refuseIf(asksForAudio(body), "modalities");
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
