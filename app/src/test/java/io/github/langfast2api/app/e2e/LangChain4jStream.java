package io.github.langfast2api.app.e2e;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.service.TokenStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;

/** A stream of LangChain4j's, which tells in callbacks what a caller can wait for here. */
final class LangChain4jStream implements StreamingChatResponseHandler {

  private final BiConsumer<String, StreamingHandle> pieces;
  private final CompletableFuture<Void> begun = new CompletableFuture<>();
  private final CompletableFuture<ChatResponse> response = new CompletableFuture<>();

  LangChain4jStream(BiConsumer<String, StreamingHandle> pieces) {
    this.pieces = pieces;
  }

  /** The end of a stream of AI services, for which this waits. */
  static ChatResponse await(TokenStream tokens) {
    LangChain4jStream stream = new LangChain4jStream((piece, handle) -> {});
    tokens
        .onPartialResponse(piece -> {})
        .onCompleteResponse(stream::onCompleteResponse)
        .onError(stream::onError)
        .start();
    return stream.await();
  }

  /** Waits for the end, and throws what LangChain4j gave for it if it is a failure. */
  ChatResponse await() {
    try {
      return response.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException told ? told : e;
    }
  }

  /** Waits until a piece has been taken, or the stream failed before. */
  void awaitFirstPiece() {
    Void unused = begun.join();
  }

  @Override
  public void onPartialResponse(PartialResponse piece, PartialResponseContext context) {
    pieces.accept(piece.text(), context.streamingHandle());
    boolean unused = begun.complete(null);
  }

  @Override
  public void onCompleteResponse(ChatResponse whole) {
    boolean unused = response.complete(whole);
  }

  @Override
  public void onError(Throwable error) {
    boolean first = begun.completeExceptionally(error);
    boolean unused = response.completeExceptionally(error) || first;
  }
}
