package io.github.langfast2api.http.chat;

import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.http.error.ApiException;
import io.github.langfast2api.http.error.InvalidRequest;
import io.github.langfast2api.http.request.Fields;
import io.github.langfast2api.http.request.UnknownFields;
import jakarta.json.JsonObject;

/** Makes a {@link ChatCall} of a body, or says which part of the body is wrong. */
final class ChatCallReader {

  private static final int MAX_CHOICES = 128;

  private final UnknownFields unknown = new UnknownFields();

  /**
   * @throws ApiException if the body is not as OpenAI's API has it, or asks for what the gateway
   *     cannot do
   */
  ChatCall read(JsonObject body) {
    unknown.note(body.keySet());
    Fields fields = new Fields(body, "");
    ChatRequest request =
        new ChatRequest(
            model(fields), ChatMessageReader.all(fields), ChatOptionsReader.read(fields));
    UnsupportedParameters.refuse(fields);
    fields.requireInteger("seed");
    boolean usage =
        fields.object("stream_options").map(options -> options.flag("include_usage")).orElse(false);
    return new ChatCall(
        request, LogprobsReader.read(fields), choices(fields), fields.flag("stream"), usage);
  }

  private static int choices(Fields fields) {
    return fields.integer("n", 1, MAX_CHOICES).orElse(1);
  }

  private static String model(Fields fields) {
    String model = fields.requiredString("model");
    if (model.isBlank()) {
      throw InvalidRequest.invalidValue("model", "the id of a model", model);
    }
    return model;
  }
}
