package io.github.langfast2api.http.chat;

import io.github.langfast2api.http.error.InvalidRequest;
import io.github.langfast2api.http.request.Fields;
import java.util.List;
import java.util.Set;

/**
 * The check for parameters that the gateway does not support. They are refused and not ignored,
 * since the answer would be to another request than the client's.
 */
final class UnsupportedParameters {

  /** The parameters that must be absent, null or empty. */
  private static final List<String> PARAMETERS = List.of("logit_bias", "audio");

  private static final Set<String> MODALITIES = Set.of("text", "audio");

  private UnsupportedParameters() {}

  /** Refuses the first unsupported parameter of a body. */
  static void refuse(Fields body) {
    for (String parameter : PARAMETERS) {
      refuseIf(body.isNotEmpty(parameter), parameter);
    }
    // An empty object is a request for web search with its defaults.
    refuseIf(body.value("web_search_options").isPresent(), "web_search_options");
    refuseIf(asksForAudio(body), "modalities");
  }

  private static void refuseIf(boolean given, String parameter) {
    if (given) {
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
