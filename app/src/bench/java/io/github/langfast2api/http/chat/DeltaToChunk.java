package io.github.langfast2api.http.chat;

import io.github.langfast2api.domain.ChatDelta;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** From a delta to the bytes of its server-sent event. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DeltaToChunk {

  private final ChatChunks chunks =
      new ChatChunks(
          new CompletionHead("chatcmpl-1", 1, "gpt-4.1"), 1, false, new CallForm(false, false));
  private final OutputStream out = OutputStream.nullOutputStream();

  @Param({"0123 of sixteen ", "a \"quoted\"\nline ", "你好，世界。"})
  public String text;

  @Benchmark
  public void chunk() throws IOException {
    chunks.delta(0, new ChatDelta(text)).writeTo(out);
  }
}
