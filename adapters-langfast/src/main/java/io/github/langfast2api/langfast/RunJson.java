package io.github.langfast2api.langfast;

import io.github.langfast2api.domain.ChatOptions;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.Message;
import io.github.langfast2api.domain.Part;
import io.github.langfast2api.domain.ResponseFormat;
import io.github.langfast2api.domain.SamplingOptions;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Locale;

/** The JSON bodies of LangFast's REST calls. */
final class RunJson {

  private static final String NAME = "langfast2api";

  private final Variants variants;

  RunJson(Variants variants) {
    this.variants = variants;
  }

  /**
   * The body that creates a prompt. A run brings its own model and messages, so nothing of a
   * client's is stored in it.
   */
  JsonObject prompt() {
    JsonObject greeting = JsonFormat.object().add("role", "user").add("content", "Hello").build();
    return JsonFormat.object()
        .add("p_name", NAME)
        .add("p_icon", "openai")
        .add(
            "p_meta",
            JsonFormat.object()
                .add("model", "gpt-4.1-mini")
                .add("messages", JsonFormat.array().add(greeting))
                .add("stream", true))
        .add("p_test_cases", testCases(List.of()))
        .build();
  }

  /** The body that starts a run. */
  JsonObject run(String runId, String promptId, String userId, ChatRequest request) {
    return JsonFormat.object()
        .add("run_id", runId)
        .add("prompt_id", promptId)
        .add("prompt_meta", meta(request))
        .add("test_cases", testCases(request.messages()))
        .add("created_by", userId)
        .build();
  }

  private JsonArrayBuilder testCases(List<Message> messages) {
    JsonArrayBuilder cases = JsonFormat.array();
    return variants.emptyTestCases()
        ? cases
        : cases.add(
            JsonFormat.object().add("name", NAME).add("variables", TemplateVariables.of(messages)));
  }

  private static JsonObjectBuilder meta(ChatRequest request) {
    JsonArrayBuilder messages = JsonFormat.array();
    request.messages().forEach(message -> messages.add(message(message)));
    JsonObjectBuilder meta =
        JsonFormat.object()
            .add("model", request.model())
            .add("messages", messages)
            .add("stream", true);
    addOptions(meta, request.options());
    return meta;
  }

  private static void addOptions(JsonObjectBuilder meta, ChatOptions options) {
    SamplingOptions sampling = options.sampling();
    sampling.temperature().ifPresent(value -> meta.add("temperature", value));
    sampling.topP().ifPresent(value -> meta.add("top_p", value));
    sampling.presencePenalty().ifPresent(value -> meta.add("presence_penalty", value));
    sampling.frequencyPenalty().ifPresent(value -> meta.add("frequency_penalty", value));
    options.maxCompletionTokens().ifPresent(value -> meta.add("max_completion_tokens", value));
    options.responseFormat().ifPresent(value -> meta.add("response_format", format(value)));
    options.reasoningEffort().ifPresent(value -> meta.add("reasoning_effort", value));
    options.verbosity().ifPresent(value -> meta.add("verbosity", value));
  }

  private static JsonObject format(ResponseFormat format) {
    JsonObjectBuilder json = JsonFormat.object();
    return switch (format) {
      case ResponseFormat.Text() -> json.add("type", "text").build();
      case ResponseFormat.JsonObject() -> json.add("type", "json_object").build();
      case ResponseFormat.JsonSchema schema ->
          json.add("type", "json_schema").add("json_schema", schema(schema)).build();
    };
  }

  private static JsonObjectBuilder schema(ResponseFormat.JsonSchema schema) {
    JsonObjectBuilder json = JsonFormat.object().add("name", schema.name());
    schema.description().ifPresent(value -> json.add("description", value));
    schema.schema().ifPresent(value -> json.add("schema", JsonFormat.parse(value)));
    schema.strict().ifPresent(value -> json.add("strict", value));
    return json;
  }

  private static JsonObjectBuilder message(Message message) {
    JsonObjectBuilder json =
        JsonFormat.object().add("role", message.role().name().toLowerCase(Locale.ROOT));
    if (message.isText()) {
      json.add("content", message.text());
    } else {
      JsonArrayBuilder parts = JsonFormat.array();
      message.parts().forEach(part -> parts.add(part(part)));
      json.add("content", parts);
    }
    message.name().ifPresent(name -> json.add("name", name));
    return json;
  }

  private static JsonObject part(Part part) {
    return switch (part) {
      case Part.Text(String text) ->
          JsonFormat.object().add("type", "text").add("text", text).build();
      case Part.Image image -> {
        JsonObjectBuilder url = JsonFormat.object().add("url", image.url());
        image.detail().ifPresent(detail -> url.add("detail", detail));
        yield JsonFormat.object().add("type", "image_url").add("image_url", url).build();
      }
      // LangFast knows neither; the emulation in front of this adapter has made text of them.
      case Part.ToolCall call -> throw new IllegalArgumentException("a call is no text");
      case Part.ToolResult result -> throw new IllegalArgumentException("a result is no text");
    };
  }
}
