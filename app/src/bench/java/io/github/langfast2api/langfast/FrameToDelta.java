package io.github.langfast2api.langfast;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.langfast2api.langfast.wire.MessageSource;
import io.github.langfast2api.ports.memory.MemoryBudget;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** From the bytes of a WebSocket frame to the text that is new in it, per event of an answer. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FrameToDelta {

  private static final int SHORT = 64;
  private static final int LONG = 1250;

  private byte[] frames;
  private int[] ends;

  @Setup
  public void record() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    StringBuilder content = new StringBuilder();
    ends = new int[LONG];
    for (int i = 0; i < LONG; i++) {
      content.append("%04d of sixteen ".formatted(i));
      all.writeBytes(frame(content));
      ends[i] = all.size();
    }
    frames = all.toByteArray();
  }

  /** Answers of 1 KB. */
  @Benchmark
  @OperationsPerInvocation(SHORT)
  public int shortAnswer() {
    return answer(SHORT);
  }

  /** Answers of 20 KB: an event has 10 KB on average. */
  @Benchmark
  @OperationsPerInvocation(LONG)
  public int longAnswer() {
    return answer(LONG);
  }

  private int answer(int events) {
    MessageSource messages = new MessageSource(new Recorded(ends[events - 1]));
    RunMailbox mailbox = new RunMailbox(Duration.ofSeconds(1), new MemoryBudget(1L << 30));
    int length = 0;
    for (int i = 0; i < events; i++) {
      if (!(SocketIoPacket.parse(messages.next()) instanceof SocketIoPacket.Event(var arguments))) {
        throw new IllegalStateException();
      }
      mailbox.put(RunEventReader.read(arguments, (job, at) -> mailbox.lengthAt(at)).orElseThrow());
      length += mailbox.poll(Duration.ZERO).orElseThrow().delta().text().length();
    }
    return length;
  }

  private static byte[] frame(CharSequence content) {
    byte[] payload =
        ("42[\"execution:chunk\",{\"executionId\":\"0b1c2d3e-4f50-6172-8394-a5b6c7d8e9f0\","
                + "\"finish_reason\":null,\"content\":\""
                + content
                + "\",\"status\":\"in_progress\"}]")
            .getBytes(UTF_8);
    return ByteBuffer.allocate(10 + payload.length)
        .put((byte) 0x81)
        .put((byte) 127)
        .putLong(payload.length)
        .put(payload)
        .array();
  }

  /** What a socket would bring. */
  private final class Recorded implements MessageSource.Bytes {

    private final int end;
    private int at;

    Recorded(int end) {
      this.end = end;
    }

    @Override
    public int read(byte[] into, int from, int length) {
      int count = Math.min(Math.min(length, 1 << 16), end - at);
      System.arraycopy(frames, at, into, from, count);
      at += count;
      return count == 0 ? -1 : count;
    }
  }
}
