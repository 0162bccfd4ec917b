package io.github.langfast2api.http.responses;

import io.github.langfast2api.domain.ChatOptions;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.Message;
import io.github.langfast2api.domain.Parameter;
import io.github.langfast2api.domain.Role;
import io.github.langfast2api.domain.SchemaCheck;
import io.github.langfast2api.http.answer.ReceivedRequest;
import io.github.langfast2api.http.error.ApiError;
import io.github.langfast2api.http.error.ApiException;
import io.github.langfast2api.http.error.InvalidRequest;
import io.github.langfast2api.http.json.JsonWeight;
import io.github.langfast2api.http.request.Fields;
import io.github.langfast2api.http.request.UnknownFields;
import io.github.langfast2api.ports.state.ResponseStore;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The reader of a request's body into a {@link ResponsesCall}. Safe for any thread. */
final class ResponsesCallReader {

  private static final String INPUT = "input";
  private static final String STORE = "store";
  private static final String PREVIOUS = "previous_response_id";

  private final UnknownFields unknownFields = new UnknownFields(ResponsesFields.NAMES);
  private final SchemaCheck schemas;
  private final ResponseStore store;
  private final ResponseOptionsReader options;

  ResponsesCallReader(SchemaCheck schemas, ResponseStore store) {
    this.schemas = schemas;
    this.store = store;
    this.options = new ResponseOptionsReader(schemas);
  }

  /**
   * Reads a body, whose first invalid member is refused. May wait for the store.
   *
   * @throws ApiException if the body is invalid by OpenAI's API reference, asks for what the
   *     gateway does not support, or goes on from what is not there
   */
  ResponsesCall read(ReceivedRequest received) {
    unknownFields.log(received.body().keySet());
    Fields body = new Fields(received.body(), "");
    String model = model(body);
    options.refuseUnsupported(body);
    boolean keeps = body.optionalFlag(STORE).orElse(true) && store.isEnabled();
    ResponseIds ids = ResponseIds.create();
    RequestMemory memory = new RequestMemory(received.memory());
    ResponseToolsReader tools = new ResponseToolsReader(schemas);
    tools.add(body);
    Conversation conversation =
        conversation(
            body,
            tools,
            new ResponseHistory(store, received.owner(), memory),
            keeps ? Optional.of(ids) : Optional.empty(),
            memory);
    ResponseTools offered = tools.read(body);
    ChatOptions generation = options.read(body, offered.options());
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    ResponseHead head =
        ResponseHead.of(ids.response(), now, received.body(), offered.echo(), keeps);
    memory.reserveTold(JsonWeight.of(head.json()), "input");
    KeptResponse response =
        new KeptResponse(
            ids,
            head,
            now,
            body.string(PREVIOUS),
            conversation.input(),
            received.owner(),
            keeps ? Optional.of(store) : Optional.empty());
    return new ResponsesCall(
        new ChatRequest(model, conversation.messages(), generation),
        offered,
        dropped(body),
        body.flag("stream"),
        response,
        memory);
  }

  /**
   * A conversation.
   *
   * @param messages of all of it, oldest first
   * @param input the items of this request, if they are kept
   */
  private record Conversation(List<Message> messages, JsonArray input) {}

  private static Conversation conversation(
      Fields body,
      ResponseToolsReader tools,
      ResponseHistory history,
      Optional<ResponseIds> ids,
      RequestMemory memory) {
    JsonValue input = body.value(INPUT).orElseThrow(() -> InvalidRequest.missing(INPUT));
    ConversationBuilder conversation = new ConversationBuilder();
    Optional<String> previous = body.string(PREVIOUS);
    Function<Fields, JsonObject> references = item -> item(history, item);
    previous.ifPresent(
        id -> {
          var past =
              new ResponseItemReader(
                  conversation, tools.ofThePast(), references, Optional.empty(), memory);
          history.until(id).forEach(item -> past.read(new Fields(item, PREVIOUS)));
        });
    var items = new ResponseItemReader(conversation, tools, references, ids, memory);
    switch (input) {
      case JsonString text -> items.readText(text.getString());
      case JsonArray array when array.isEmpty() && previous.isPresent() -> {}
      case JsonArray array -> body.objects(INPUT).forEach(items::read);
      default -> throw InvalidRequest.wrongType(INPUT, "a string or an array of items", input);
    }
    List<Message> messages = new ArrayList<>();
    body.string("instructions")
        .filter(text -> !text.isEmpty())
        .ifPresent(text -> messages.add(Message.of(Role.SYSTEM, text)));
    messages.addAll(conversation.build());
    if (messages.isEmpty()) {
      throw InvalidRequest.inconsistent(INPUT, "There is no message in 'input'.");
    }
    return new Conversation(messages, items.kept());
  }

  /** The item that another names. */
  private static JsonObject item(ResponseHistory history, Fields reference) {
    String id = reference.requiredString("id");
    return history
        .item(id)
        .orElseThrow(
            () ->
                new ApiException(
                    ApiError.invalid(404, "Item with id '%s' not found.".formatted(id))
                        .withParam(INPUT)));
  }

  private static String model(Fields body) {
    String model = body.requiredString("model");
    if (model.isBlank()) {
      throw InvalidRequest.invalidValue("model", "the id of a model", model);
    }
    return model;
  }

  /** Nothing is kept: whoever asked for it is told so. */
  private List<Parameter> dropped(Fields body) {
    return body.flag(STORE) && !store.isEnabled() ? List.of(Parameter.STORE) : List.of();
  }
}
