package io.github.langfast2api.http.responses;

import io.github.langfast2api.domain.ChatOptions;
import io.github.langfast2api.domain.ResponseFormat;
import io.github.langfast2api.domain.SamplingOptions;
import io.github.langfast2api.domain.SchemaCheck;
import io.github.langfast2api.domain.ToolOptions;
import io.github.langfast2api.http.error.InvalidRequest;
import io.github.langfast2api.http.request.Fields;
import io.github.langfast2api.http.request.SchemaFormatReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The reader of the parameters of generation, and the check of those that the gateway has no use
 * for. Safe for any thread.
 */
final class ResponseOptionsReader {

  private static final int MIN_OUTPUT_TOKENS = 16;
  private static final int MAX_TOP_LOGPROBS = 20;
  private static final int MAX_METADATA = 16;
  private static final int MAX_KEY_CHARS = 64;
  private static final int MAX_VALUE_CHARS = 512;
  private static final Set<String> FORMATS = Set.of("text", "json_object", "json_schema");
  private static final Set<String> TRUNCATIONS = Set.of("auto", "disabled");
  private static final Set<String> SUMMARIES = Set.of("auto", "concise", "detailed");
  private static final String LOGPROBS = "message.output_text.logprobs";

  /** What {@code include} may ask for: but for log probabilities, nothing that an answer has. */
  private static final Set<String> INCLUDABLE =
      Set.of(
          "code_interpreter_call.outputs",
          "computer_call_output.output.image_url",
          "file_search_call.results",
          "message.input_image.image_url",
          LOGPROBS,
          "reasoning.encrypted_content",
          "web_search_call.action.sources",
          "web_search_call.results");

  /** Texts that are accepted without effect, but must be texts. */
  private static final List<String> TEXTS =
      List.of(
          "user",
          "safety_identifier",
          "prompt_cache_key",
          "prompt_cache_retention",
          "service_tier");

  private final SchemaFormatReader schemas;

  ResponseOptionsReader(SchemaCheck schemas) {
    this.schemas = new SchemaFormatReader(schemas);
  }

  /** Reads the parameters of a body. */
  ChatOptions read(Fields body, ToolOptions tools) {
    requireValid(body);
    Optional<Fields> text = body.object("text");
    Optional<Fields> reasoning = body.object("reasoning");
    reasoning.ifPresent(
        fields -> {
          var unused = fields.enumValue("summary", SUMMARIES);
        });
    return new ChatOptions(
        new SamplingOptions(
            body.decimal("temperature", 0, 2),
            body.decimal("top_p", 0, 1),
            body.decimal("presence_penalty", -2, 2),
            body.decimal("frequency_penalty", -2, 2)),
        body.integer("max_output_tokens", MIN_OUTPUT_TOKENS),
        List.of(),
        text.flatMap(fields -> fields.object("format")).map(this::format),
        reasoning.flatMap(fields -> fields.string("effort")),
        text.flatMap(fields -> fields.string("verbosity")),
        tools);
  }

  private ResponseFormat format(Fields format) {
    String type =
        format
            .enumValue("type", FORMATS)
            .orElseThrow(() -> InvalidRequest.missing(format.path("type")));
    return switch (type) {
      case "text" -> new ResponseFormat.Text();
      case "json_object" -> new ResponseFormat.JsonObject();
      default -> {
        ResponseFormat.JsonSchema schema = schemas.read(format, "response_format");
        if (schema.schema().isEmpty()) {
          throw InvalidRequest.missing(format.path("schema"));
        }
        yield schema;
      }
    };
  }

  /** Refuses what would make the answer one to another request than the client's. */
  void refuseUnsupported(Fields body) {
    if (body.flag("background")) {
      throw InvalidRequest.unsupportedParameter("background");
    }
    for (String parameter : List.of("conversation", "prompt")) {
      if (body.value(parameter).isPresent()) {
        throw InvalidRequest.unsupportedParameter(parameter);
      }
    }
    int logprobs = body.integer("top_logprobs", 0, MAX_TOP_LOGPROBS).orElse(0);
    if (logprobs > 0) {
      throw InvalidRequest.unsupportedValue("top_logprobs", String.valueOf(logprobs));
    }
    List<String> included = body.strings("include", "an array of strings");
    for (int i = 0; i < included.size(); i++) {
      requireIncludable("include[%d]".formatted(i), included.get(i));
    }
  }

  private static void requireIncludable(String path, String what) {
    if (!INCLUDABLE.contains(what)) {
      throw InvalidRequest.invalidValue(
          path, "one of: " + String.join(", ", INCLUDABLE.stream().sorted().toList()), what);
    }
    if (what.equals(LOGPROBS)) {
      throw InvalidRequest.unsupportedValue(path, what);
    }
  }

  private static void requireValid(Fields body) {
    for (String text : TEXTS) {
      var unused = body.string(text);
    }
    var unusedTruncation = body.enumValue("truncation", TRUNCATIONS);
    var unusedCalls = body.integer("max_tool_calls", 1);
    body.object("metadata").ifPresent(ResponseOptionsReader::requireMetadata);
  }

  private static void requireMetadata(Fields metadata) {
    if (metadata.object().size() > MAX_METADATA) {
      throw InvalidRequest.tooManyMembers("metadata", MAX_METADATA);
    }
    for (Map.Entry<String, JsonValue> pair : metadata.object().entrySet()) {
      requireAtMost(MAX_KEY_CHARS, pair.getKey(), "metadata");
      if (!(pair.getValue() instanceof JsonString text)) {
        throw InvalidRequest.wrongType(metadata.path(pair.getKey()), "a string", pair.getValue());
      }
      requireAtMost(MAX_VALUE_CHARS, text.getString(), metadata.path(pair.getKey()));
    }
  }

  private static void requireAtMost(int max, String text, String path) {
    if (text.length() > max) {
      throw InvalidRequest.tooLong(path, max, text.length());
    }
  }
}
