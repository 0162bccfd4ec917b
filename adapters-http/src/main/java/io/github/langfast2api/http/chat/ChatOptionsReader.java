package io.github.langfast2api.http.chat;

import io.github.langfast2api.domain.ChatOptions;
import io.github.langfast2api.domain.SamplingOptions;
import io.github.langfast2api.domain.ToolOptions;
import io.github.langfast2api.http.request.Fields;
import java.util.OptionalInt;

/** Reads how the answer is to be made. Whether the model can do so is asked elsewhere. */
final class ChatOptionsReader {

  private ChatOptionsReader() {}

  static ChatOptions read(Fields body) {
    return new ChatOptions(
        sampling(body),
        room(body),
        StopSequenceReader.read(body),
        ResponseFormatReader.read(body),
        body.string("reasoning_effort"),
        body.string("verbosity"),
        // The request's reader refuses tools: see UnsupportedParameters.
        ToolOptions.NONE);
  }

  private static SamplingOptions sampling(Fields body) {
    return new SamplingOptions(
        body.decimal("temperature", 0, 2),
        body.decimal("top_p", 0, 1),
        body.decimal("presence_penalty", -2, 2),
        body.decimal("frequency_penalty", -2, 2));
  }

  /** The newer name wins over the older one, which is looked at all the same. */
  private static OptionalInt room(Fields body) {
    OptionalInt older = body.integer("max_tokens", 1);
    OptionalInt newer = body.integer("max_completion_tokens", 1);
    return newer.isPresent() ? newer : older;
  }
}
