package io.github.langfast2api.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.langfast2api.domain.ChatDelta;
import io.github.langfast2api.domain.ChatOptions;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.Finish;
import io.github.langfast2api.domain.Message;
import io.github.langfast2api.domain.Parameter;
import io.github.langfast2api.domain.Part;
import io.github.langfast2api.domain.Role;
import io.github.langfast2api.domain.SamplingOptions;
import io.github.langfast2api.domain.ToolOptions;
import io.github.langfast2api.domain.Usage;
import io.github.langfast2api.http.answer.AnswerCall;
import io.github.langfast2api.http.answer.Dialect;
import io.github.langfast2api.http.answer.ReceivedRequest;
import io.github.langfast2api.http.answer.SseWriter;
import io.github.langfast2api.http.answer.StreamForm;
import io.github.langfast2api.http.error.ApiError;
import io.github.langfast2api.http.error.ErrorForm;
import io.github.langfast2api.http.json.Json;
import io.github.langfast2api.http.json.JsonBuffer;
import io.github.langfast2api.http.request.Fields;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** An API that is as unlike OpenAI's as an API can be: a second dialect, to see what is shared. */
final class TinyDialect implements Dialect {

  static final String PATH = "/v1/tiny";

  @Override
  public String path() {
    return PATH;
  }

  @Override
  public ErrorForm errorForm() {
    return new ErrorForm() {
      @Override
      public JsonObject json(ApiError error, String requestId) {
        return Json.object()
            .add("oops", error.status())
            .add("at", error.param().orElse("-"))
            .build();
      }

      @Override
      public String name(Parameter parameter) {
        return "tiny/" + parameter;
      }
    };
  }

  @Override
  public AnswerCall read(ReceivedRequest received) {
    Fields fields = new Fields(received.body(), "");
    ChatOptions options =
        new ChatOptions(
            new SamplingOptions(
                fields.decimal("heat", 0, 2),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty()),
            OptionalInt.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            ToolOptions.NONE);
    ChatRequest request =
        new ChatRequest(
            fields.requiredString("who"),
            List.of(Message.of(Role.USER, fields.requiredString("say"))),
            options);
    return new TinyCall(request, fields.flag("stream"));
  }

  private record TinyCall(ChatRequest request, boolean stream) implements AnswerCall {

    @Override
    public List<Parameter> dropped() {
      return List.of();
    }

    @Override
    public int choices() {
      return 1;
    }

    @Override
    public StreamForm streamForm(SseWriter events) {
      return new TinyStream(events);
    }

    @Override
    public JsonObject whole(List<WholeChoice> choices, Optional<Usage> usage) {
      return Json.object().add("said", choices.getFirst().text()).build();
    }
  }

  private record TinyStream(SseWriter events) implements StreamForm {

    @Override
    public void begin(int choice) {
      send("hello");
    }

    @Override
    public void text(int choice, ChatDelta delta) {
      send("text " + delta.text());
    }

    @Override
    public void call(int choice, Part.ToolCall call) {
      send("call " + call.name());
    }

    @Override
    public void finish(int choice, Finish finish) {
      send("finish " + finish.reason());
    }

    @Override
    public void end(Optional<Usage> usage) {
      send("end");
    }

    @Override
    public void fail(ApiError error) {
      send("fail " + error.status());
    }

    @Override
    public void keepAlive() {
      send("ping");
    }

    private void send(String event) {
      events.send(new JsonBuffer().raw(("event: " + event + "\n\n").getBytes(UTF_8)));
    }
  }
}
