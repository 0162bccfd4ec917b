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
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The JSON bodies of LangFast's REST calls. */
final class RunJson {

  private static final String NAME = "langfast2api";
  private static final JsonString TEXT = JsonFormat.string("text");

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
        .add("p_test_cases", testCases(TemplateVariables.of(List.of())))
        .build();
  }

  /** The body that starts a run. */
  JsonObject run(String runId, String promptId, String userId, ChatRequest request) {
    TemplateVariables variables =
        TemplateVariables.of(variants.emptyTestCases() ? List.of() : texts(request.messages()));
    return JsonFormat.object()
        .add("run_id", runId)
        .add("prompt_id", promptId)
        .add("prompt_meta", meta(request, variables))
        .add("test_cases", testCases(variables))
        .add("created_by", userId)
        .build();
  }

  private JsonArrayBuilder testCases(TemplateVariables variables) {
    JsonArrayBuilder cases = JsonFormat.array();
    return variants.emptyTestCases()
        ? cases
        : cases.add(JsonFormat.object().add("name", NAME).add("variables", variables.toJson()));
  }

  /** The texts that {@link #message} sends, each as a whole. */
  private static List<String> texts(List<Message> messages) {
    List<String> texts = new ArrayList<>();
    for (Message message : messages) {
      if (message.isText()) {
        texts.add(message.text());
      } else {
        message.parts().stream()
            .filter(Part.Text.class::isInstance)
            .forEach(part -> texts.add(((Part.Text) part).text()));
      }
    }
    return texts;
  }

  private JsonObjectBuilder meta(ChatRequest request, TemplateVariables variables) {
    JsonArrayBuilder messages = JsonFormat.array();
    request.messages().forEach(message -> messages.add(message(message, variables)));
    JsonObjectBuilder meta =
        JsonFormat.object()
            .add("model", request.model())
            .add("messages", messages)
            .add("stream", true);
    addOptions(meta, request.options());
    meta.add("response_format", format(request.options()));
    return meta;
  }

  private static void addOptions(JsonObjectBuilder meta, ChatOptions options) {
    SamplingOptions sampling = options.sampling();
    sampling.temperature().ifPresent(value -> meta.add("temperature", value));
    sampling.topP().ifPresent(value -> meta.add("top_p", value));
    sampling.presencePenalty().ifPresent(value -> meta.add("presence_penalty", value));
    sampling.frequencyPenalty().ifPresent(value -> meta.add("frequency_penalty", value));
    options.maxCompletionTokens().ifPresent(value -> meta.add("max_completion_tokens", value));
    options.reasoningEffort().ifPresent(value -> meta.add("reasoning_effort", value));
    options.verbosity().ifPresent(value -> meta.add("verbosity", value));
  }

  private JsonValue format(ChatOptions options) {
    return variants.responseFormat() == Variants.ResponseFormatForm.TEXT
        ? TEXT
        : options.responseFormat().map(RunJson::format).orElse(TEXT);
  }

  private static JsonValue format(ResponseFormat format) {
    JsonObjectBuilder json = JsonFormat.object();
    return switch (format) {
      case ResponseFormat.Text() -> TEXT;
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

  private static JsonObjectBuilder message(Message message, TemplateVariables variables) {
    JsonObjectBuilder json =
        JsonFormat.object().add("role", message.role().name().toLowerCase(Locale.ROOT));
    if (message.isText()) {
      json.add("content", variables.escaped(message.text()));
    } else {
      JsonArrayBuilder parts = JsonFormat.array();
      message.parts().forEach(part -> parts.add(part(part, variables)));
      json.add("content", parts);
    }
    message.name().ifPresent(name -> json.add("name", name));
    return json;
  }

  private static JsonObject part(Part part, TemplateVariables variables) {
    return switch (part) {
      case Part.Text(String text) ->
          JsonFormat.object().add("type", "text").add("text", variables.escaped(text)).build();
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
