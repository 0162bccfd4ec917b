package io.github.langfast2api.http.answer;

import io.github.langfast2api.domain.ChatDelta;
import io.github.langfast2api.domain.Finish;
import io.github.langfast2api.domain.Part;
import io.github.langfast2api.domain.Usage;
import io.github.langfast2api.http.error.ApiError;
import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * The form of one streamed answer: writes the dialect's events to the {@link SseWriter} that it was
 * made with. Calls come in this order: {@link #awaitAnswer}; for each choice {@link #begin}, any
 * number of {@link #text}, any number of {@link #call}, {@link #finish}, and those of different
 * choices interleave; when all have finished, {@link #end}. {@link #fail} may come instead of any
 * of them once an event was sent, and is the last call.
 *
 * <p>For one thread at a time. {@link #text} may be called by a thread that does not serve the
 * request, once a choice has had some: then it sends one event, with less than {@value
 * SseWriter#MAX_BYTES_BESIDE_TEXT} bytes beside the text, and must know all that it needs. Every
 * method blocks while the client does not read, and throws {@link
 * io.helidon.webserver.CloseConnectionException} if it has disconnected.
 */
public interface StreamForm {

  /**
   * The backend is asked, and its answer is awaited: the time for what takes some. Called before
   * all others.
   *
   * @param promptTokens counts the tokens of the prompt, which may take some hundred milliseconds
   */
  default void awaitAnswer(IntSupplier promptTokens) {}

  /**
   * A choice begins.
   *
   * @param choice its index; the first is 0
   */
  void begin(int choice);

  /** A choice has more text. */
  void text(int choice, ChatDelta delta);

  /** A choice calls a tool; the call is whole. No text follows it. */
  void call(int choice, Part.ToolCall call);

  /** A choice is complete. */
  void finish(int choice, Finish finish);

  /**
   * The answer is complete.
   *
   * @param usage in tokens, of all choices together; empty if it is unknown
   */
  void end(Optional<Usage> usage);

  /** The answer failed after an event was sent, so that its status cannot tell any more. */
  void fail(ApiError error);

  /** The keep-alive interval is over: sends what keeps clients and proxies from timing out. */
  void keepAlive();
}
