package io.github.langfast2api.http.chat;

import io.github.langfast2api.domain.ChatOptions;
import io.github.langfast2api.domain.SamplingOptions;
import io.github.langfast2api.domain.SchemaCheck;
import io.github.langfast2api.http.request.Fields;
import java.util.OptionalInt;

/**
 * The reader of the parameters that shape an answer. Their values are checked against OpenAI's API
 * reference; {@code ModelFit} checks whether the model supports them.
 */
final class ChatOptionsReader {

  private final ChatToolsReader tools;
  private final ResponseFormatReader formats;

  /**
   * A reader.
   *
   * @param schemas checks the schemas of tools and of response formats
   */
  ChatOptionsReader(SchemaCheck schemas) {
    this.tools = new ChatToolsReader(schemas);
    this.formats = new ResponseFormatReader(schemas);
  }

  /** Reads the options of a body. */
  ChatOptions read(Fields body) {
    return new ChatOptions(
        sampling(body),
        maxTokens(body),
        StopSequenceReader.read(body),
        formats.read(body),
        body.string("reasoning_effort"),
        body.string("verbosity"),
        tools.read(body));
  }

  private static SamplingOptions sampling(Fields body) {
    return new SamplingOptions(
        body.decimal("temperature", 0, 2),
        body.decimal("top_p", 0, 1),
        body.decimal("presence_penalty", -2, 2),
        body.decimal("frequency_penalty", -2, 2));
  }

  /**
   * {@code max_completion_tokens}, or {@code max_tokens}, its deprecated name. Both are checked.
   */
  private static OptionalInt maxTokens(Fields body) {
    OptionalInt older = body.integer("max_tokens", 1);
    OptionalInt newer = body.integer("max_completion_tokens", 1);
    return newer.isPresent() ? newer : older;
  }
}
