package io.github.langfast2api.http.chat;

import io.github.langfast2api.http.error.InvalidRequest;
import io.github.langfast2api.http.request.Fields;
import jakarta.json.JsonString;
import java.util.List;
import java.util.Set;

/**
 * The check for parameters that the gateway does not support. They are refused and not ignored,
 * since the answer would be to another request than the client's.
 */
final class UnsupportedParameters {

  /** The parameters that must be absent, null or empty. */
  private static final List<String> PARAMETERS =
      List.of("tools", "functions", "logit_bias", "audio");

  /** The parameters that must be absent, or allow an answer without a call. */
  private static final List<String> TOOL_CHOICES = List.of("tool_choice", "function_call");

  private static final Set<String> NO_CALL = Set.of("none", "auto");
  private static final Set<String> MODALITIES = Set.of("text", "audio");

  private UnsupportedParameters() {}

  /** Refuses the first unsupported parameter of a body. */
  static void refuse(Fields body) {
    for (String parameter : PARAMETERS) {
      refuseIf(body.isNotEmpty(parameter), parameter);
    }
    for (String choice : TOOL_CHOICES) {
      refuseIf(body.isNotEmpty(choice) && !allowsNoCall(body, choice), choice);
    }
    // An empty object is a request for web search with its defaults.
    refuseIf(body.value("web_search_options").isPresent(), "web_search_options");
    refuseIf(asksForAudio(body), "modalities");
  }

  private static boolean allowsNoCall(Fields body, String choice) {
    return body.value(choice)
        .filter(value -> value instanceof JsonString word && NO_CALL.contains(word.getString()))
        .isPresent();
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
