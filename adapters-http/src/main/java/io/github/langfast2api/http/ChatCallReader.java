package io.github.langfast2api.http;

import io.github.langfast2api.domain.ChatRequest;
import jakarta.json.JsonObject;

/** Makes a {@link ChatCall} of a body, or says which part of the body is wrong. */
final class ChatCallReader {

  private final UnknownFields unknown = new UnknownFields();

  /**
   * @throws ApiException if the body is not as OpenAI's API has it
   * @throws io.github.langfast2api.domain.ChatException if it asks for what the gateway cannot do
   */
  ChatCall read(JsonObject body) {
    unknown.note(body.keySet());
    Fields fields = new Fields(body, "");
    ChatRequest request =
        new ChatRequest(model(fields), MessageReader.all(fields), OptionsReader.read(fields));
    Unsupported.refuse(fields);
    boolean usage =
        fields.object("stream_options").map(options -> options.flag("include_usage")).orElse(false);
    return new ChatCall(request, fields.flag("stream"), usage);
  }

  private static String model(Fields fields) {
    String model = fields.requiredString("model");
    if (model.isBlank()) {
      throw InvalidRequest.invalidValue("model", "the id of a model", model);
    }
    return model;
  }
}
