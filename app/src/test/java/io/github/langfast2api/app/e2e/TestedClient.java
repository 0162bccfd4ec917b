package io.github.langfast2api.app.e2e;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A client library, with its own helpers, as a program uses it. Its failures are thrown as they
 * are; what the library has no call for throws {@link NotOffered}.
 */
interface TestedClient extends AutoCloseable {

  /** The names of all models. */
  default List<String> models() {
    throw new NotOffered("There is no call for models.");
  }

  /** The name of a model that was asked for by it. */
  default String model(String id) {
    throw new NotOffered("There is no call for a model.");
  }

  /** How many tokens a question has, which is not asked. */
  default long count(Ask ask) {
    throw new NotOffered("There is no call for the tokens of an input.");
  }

  /** An answer as JSON. */
  Reply answer(Ask ask);

  /** An answer as a stream, whose pieces are told as they come, and put together by the library. */
  Reply stream(Ask ask, Consumer<String> pieces);

  /** An answer as JSON that the library had put into a form, and read into an object. */
  Forecast forecast(Ask ask);

  /** What the model calls of a {@link Toolbox}, which is not run. */
  ToolReply calls(Ask ask, Choice choice, boolean streamed);

  /** The last text, when each tool that was called has been run and its result sent. */
  String loop(Ask ask, Toolbox tools, boolean streamed);

  /** The form in which the library sends a result. */
  default String written(String result) {
    return result;
  }

  /** Whether the library sends the words before a call back with it. */
  default boolean keepsWords(boolean streamed) {
    return true;
  }

  /** Begins a stream, does this at its first piece, and cancels it then. */
  void leave(Ask ask, Runnable atFirstPiece);

  /** What this failure of a request says, as a program that uses the library sees it. */
  Optional<Refusal> refusal(Exception failure);

  @Override
  void close();
}
