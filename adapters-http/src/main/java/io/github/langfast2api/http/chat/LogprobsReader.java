package io.github.langfast2api.http.chat;

import io.github.langfast2api.domain.Parameter;
import io.github.langfast2api.http.error.InvalidRequest;
import io.github.langfast2api.http.request.Fields;
import java.util.List;

/** The reader of {@code logprobs} and {@code top_logprobs}, which LangFast has no values for. */
final class LogprobsReader {

  private static final String LOGPROBS = "logprobs";
  private static final String TOP_LOGPROBS = "top_logprobs";
  private static final int MAX_TOP_LOGPROBS = 20;

  private LogprobsReader() {}

  /** The parameters that ask for something, which a {@code top_logprobs} of 0 does not. */
  static List<Parameter> read(Fields body) {
    boolean logprobs = body.flag(LOGPROBS);
    int others = body.integer(TOP_LOGPROBS, 0, MAX_TOP_LOGPROBS).orElse(0);
    if (others == 0) {
      return logprobs ? List.of(Parameter.LOGPROBS) : List.of();
    }
    if (!logprobs) {
      throw InvalidRequest.invalidValue(
          TOP_LOGPROBS, "'" + LOGPROBS + "' to be true beside it", String.valueOf(others));
    }
    return List.of(Parameter.LOGPROBS, Parameter.TOP_LOGPROBS);
  }
}
