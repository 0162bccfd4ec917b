package io.github.langfast2api.http.chat;

import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.SchemaCheck;
import io.github.langfast2api.http.error.ApiException;
import io.github.langfast2api.http.error.InvalidRequest;
import io.github.langfast2api.http.request.Fields;
import io.github.langfast2api.http.request.UnknownFields;
import jakarta.json.JsonObject;

/** The reader of a request's body into a {@link ChatCall}. Safe for any thread. */
final class ChatCallReader {

  private static final int MAX_CHOICES = 128;

  private final UnknownFields unknownFields = new UnknownFields(ChatFields.NAMES);
  private final ChatOptionsReader options;

  ChatCallReader(SchemaCheck schemas) {
    this.options = new ChatOptionsReader(schemas);
  }

  /**
   * Reads a body, whose first invalid member is refused.
   *
   * @throws ApiException if the body is invalid by OpenAI's API reference, or asks for what the
   *     gateway does not support
   */
  ChatCall read(JsonObject body) {
    unknownFields.log(body.keySet());
    Fields fields = new Fields(body, "");
    ChatRequest request =
        new ChatRequest(model(fields), ChatMessageReader.read(fields), options.read(fields));
    UnsupportedParameters.refuse(fields);
    fields.requireInteger("seed");
    boolean includeUsage =
        fields.object("stream_options").map(options -> options.flag("include_usage")).orElse(false);
    return new ChatCall(
        request,
        LogprobsReader.read(fields),
        choices(fields),
        fields.flag("stream"),
        includeUsage,
        ChatToolsReader.isLegacy(fields));
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
