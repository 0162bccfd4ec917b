package io.github.langfast2api.langfast;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.Message;
import io.github.langfast2api.domain.Parameter;
import io.github.langfast2api.domain.Part;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The memory for the bodies of runs that are being started. A request can be sent many times at
 * once, with a body of megabytes for each of its choices. Calls wait for memory in the order in
 * which they come. Safe for any thread.
 */
final class RunBodyMemory {

  private static final int BYTES_PER_PERMIT = 1024;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  /** The memory for what LangFast answers. */
  private static final long BYTES_PER_CALL = 512 * 1024;

  /** LangFast's variables, one for each placeholder in a text, are limited to so many. */
  private static final int MAX_PLACEHOLDERS = 50_000;

  /** The memory for the JSON objects of a message, of a part of one, or of a variable. */
  private static final long BYTES_PER_OBJECT = 1024;

  /** A body is there twice: as it was written, and with its headers before it. */
  private static final int COPIES = 2;

  private final Semaphore permits;
  private final int maxPermits;
  private final Duration timeout;

  /**
   * Memory for bodies.
   *
   * @param bytes for all together; a body that is larger has it for itself
   * @param timeout for the wait
   */
  RunBodyMemory(long bytes, Duration timeout) {
    this.maxPermits = Math.clamp(bytes / BYTES_PER_PERMIT, 1, Integer.MAX_VALUE);
    this.permits = new Semaphore(maxPermits, true);
    this.timeout = timeout;
  }

  /** Memory of a share of the largest heap that the JVM may have. */
  static RunBodyMemory ofHeap(int percent, Duration timeout) {
    return new RunBodyMemory(Runtime.getRuntime().maxMemory() / 100 * percent, timeout);
  }

  /**
   * Makes a call once there is memory for a body of this request, and holds it meanwhile.
   *
   * @throws ChatException with {@link ChatFailure.Overloaded} if the timeout expires before there
   *     is; with {@link ChatFailure.UnsupportedValue} if the request has too many placeholders;
   *     with {@link ChatFailure.Cancelled} if interrupted
   */
  <T> T during(ChatRequest request, Supplier<T> call) {
    int needed = Math.clamp(bytes(request) / BYTES_PER_PERMIT, 1, maxPermits);
    acquire(needed);
    try {
      return call.get();
    } finally {
      permits.release(needed);
    }
  }

  private void acquire(int needed) {
    try {
      if (!permits.tryAcquire(needed, timeout.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new ChatException(
            new ChatFailure.Overloaded(
                "There is no memory to send a request of this size now.", RETRY_AFTER));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ChatException(new ChatFailure.Cancelled(), e);
    }
  }

  /**
   * An estimate of the memory of one body, at the upper end.
   *
   * @throws ChatException if the texts have more than {@value #MAX_PLACEHOLDERS} placeholders
   */
  static long bytes(ChatRequest request) {
    long bytes = BYTES_PER_CALL;
    long placeholders = 0;
    for (Message message : request.messages()) {
      bytes += BYTES_PER_OBJECT + bytes(message.parts());
      placeholders += placeholders(message.parts());
    }
    if (placeholders > MAX_PLACEHOLDERS) {
      String limit = "up to %d template placeholders, {{…}}".formatted(MAX_PLACEHOLDERS);
      throw new ChatException(
          new ChatFailure.UnsupportedValue(
              request.model(), Parameter.MESSAGES, Optional.empty(), List.of(limit)));
    }
    return bytes + placeholders * BYTES_PER_OBJECT;
  }

  private static long bytes(List<Part> parts) {
    long bytes = 0;
    for (Part part : parts) {
      bytes += BYTES_PER_OBJECT;
      bytes +=
          switch (part) {
            case Part.Text(String text) -> COPIES * jsonBytes(text);
            case Part.Image image -> COPIES * jsonBytes(image.url());
            case Part.ToolCall call -> COPIES * jsonBytes(call.arguments());
            case Part.ToolResult result -> bytes(result.content());
          };
    }
    return bytes;
  }

  private static long placeholders(List<Part> parts) {
    long count = 0;
    for (Part part : parts) {
      if (part instanceof Part.Text(String text)) {
        for (int at = text.indexOf("{{"); at >= 0; at = text.indexOf("{{", at + 2)) {
          count++;
        }
      }
    }
    return count;
  }

  /** The length of a text as a JSON string in UTF-8. */
  private static long jsonBytes(String text) {
    long bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      bytes += c < ' ' ? 6 : c == '"' || c == '\\' ? 2 : c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
    }
    return bytes;
  }
}
