package io.github.langfast2api.http.messages;

import io.github.langfast2api.domain.ChatOptions;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.SamplingOptions;
import io.github.langfast2api.domain.SchemaCheck;
import io.github.langfast2api.http.answer.ReceivedRequest;
import io.github.langfast2api.http.error.AnthropicErrorForm;
import io.github.langfast2api.http.error.ApiError;
import io.github.langfast2api.http.error.ApiException;
import io.github.langfast2api.http.error.InvalidRequest;
import io.github.langfast2api.http.request.Fields;
import io.github.langfast2api.http.request.UnknownFields;
import io.github.langfast2api.ports.catalog.ModelCatalog;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** The reader of a request's body into a {@link MessagesCall}. Safe for any thread. */
final class MessagesCallReader {

  private static final String MAX_TOKENS = "max_tokens";

  private final UnknownFields unknownFields = new UnknownFields(MessagesFields.NAMES);
  private final OfferedToolsReader tools;
  private final OutputConfigReader output;

  MessagesCallReader(SchemaCheck schemas, ModelCatalog catalog) {
    this.tools = new OfferedToolsReader(schemas);
    this.output = new OutputConfigReader(schemas, catalog);
  }

  /**
   * Reads a body, whose first invalid member is refused.
   *
   * @throws ApiException if the body is invalid by Anthropic's API reference, or asks for what the
   *     gateway does not support
   */
  MessagesCall read(ReceivedRequest received) {
    return read(received, /* isRun= */ true);
  }

  /**
   * Reads a body whose tokens are to be counted: nothing limits an answer, and the conversation may
   * end with one.
   *
   * @throws ApiException as {@link #read} does
   */
  MessagesCall readToCount(ReceivedRequest received) {
    return read(received, /* isRun= */ false);
  }

  private MessagesCall read(ReceivedRequest received, boolean isRun) {
    unknownFields.log(received.body().keySet());
    Fields body = new Fields(received.body(), "");
    refuseUnsupported(body);
    String model = model(body);
    OptionalInt maxTokens = body.integer(MAX_TOKENS, 1);
    if (isRun && maxTokens.isEmpty()) {
      throw InvalidRequest.missing(MAX_TOKENS);
    }
    ChatOptions options =
        new ChatOptions(
            sampling(body),
            maxTokens,
            stopSequences(body),
            output.format(body),
            output.effort(body, model),
            Optional.empty(),
            tools.read(body));
    requireValid(body);
    return new MessagesCall(
        new ChatRequest(model, ConversationReader.read(body, received.memory(), isRun), options),
        body.flag("stream"),
        received.id());
  }

  private static String model(Fields body) {
    String model = body.requiredString("model");
    if (model.isBlank()) {
      throw InvalidRequest.invalidValue("model", "the id of a model", model);
    }
    return model;
  }

  /**
   * Refuses what would make the answer one to another conversation than the client's. A thread is
   * the first to be refused: what is sent with it may be a part of a conversation only.
   */
  private static void refuseUnsupported(Fields body) {
    if (body.value("thread").isPresent()) {
      throw new ApiException(
          ApiError.invalid(400, "Threads are not kept here: send the whole conversation.")
              .withCode(AnthropicErrorForm.THREAD_UNSUPPORTED)
              .withParam("thread"));
    }
    if (body.isNotEmpty("mcp_servers")) {
      throw InvalidRequest.unsupportedParameter("mcp_servers");
    }
  }

  private static SamplingOptions sampling(Fields body) {
    return new SamplingOptions(
        body.decimal("temperature", 0, 1),
        body.decimal("top_p", 0, 1),
        OptionalDouble.empty(),
        OptionalDouble.empty());
  }

  private static List<String> stopSequences(Fields body) {
    return body.strings("stop_sequences", "an array of strings").stream()
        .filter(text -> !text.isEmpty())
        .distinct()
        .toList();
  }

  /** Checks what is accepted without effect. */
  private static void requireValid(Fields body) {
    body.requireInteger("top_k");
    body.object("metadata")
        .ifPresent(
            metadata -> {
              var unused = metadata.string("user_id");
            });
  }
}
