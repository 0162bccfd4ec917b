package io.github.langfast2api.langfast;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.langfast.wire.MessageSource;
import io.github.langfast2api.ports.memory.MemoryBudget;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** From the socket's bytes to the text that a reader gets. */
class EventCostTest {

  private static final int STEP = 16;
  private static final String HEAD =
      "42[\"execution:chunk\",{\"executionId\":\"j\",\"status\":\"in_progress\",\"content\":\"";
  private static final String TAIL = "\",\"finish_reason\":null}]";

  @Test
  void whatAnEventAllocatesDoesNotGrowWithTheAnswer() {
    long unused = allocatedFor(1000); // code that is not compiled yet allocates more
    long few = allocatedFor(2000);
    long many = allocatedFor(8000);
    assertTrue(many < 6 * few, () -> few + " bytes for 2000 events, " + many + " for 8000");
  }

  private static long allocatedFor(int events) {
    com.sun.management.ThreadMXBean threads =
        (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    Upstream upstream = new Upstream();
    MessageSource messages = new MessageSource(upstream);
    RunMailbox mailbox = new RunMailbox(Duration.ofSeconds(1), new MemoryBudget(1L << 30));
    int length = 0;
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 1; i <= events; i++) {
      upstream.say(i * STEP);
      SocketIoPacket.Event event = (SocketIoPacket.Event) SocketIoPacket.parse(messages.next());
      mailbox.put(RunEventReader.read(event.arguments(), (job, at) -> 0).orElseThrow());
      length += mailbox.poll(Duration.ZERO).orElseThrow().delta().text().length();
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertEquals(events * STEP, length);
    return allocated;
  }

  /** Sends events whose content is so many times the same letter, and allocates next to nothing. */
  private static final class Upstream implements MessageSource.Bytes {

    private static final byte[] HEAD_BYTES = HEAD.getBytes(UTF_8);
    private static final byte[] TAIL_BYTES = TAIL.getBytes(UTF_8);

    private final byte[] frame = new byte[1 << 18];
    private int at;
    private int end;

    void say(int letters) {
      ByteBuffer buffer = ByteBuffer.wrap(frame);
      int length = HEAD_BYTES.length + letters + TAIL_BYTES.length;
      buffer.put((byte) 0x81).put((byte) 127).putLong(length).put(HEAD_BYTES);
      java.util.Arrays.fill(frame, buffer.position(), buffer.position() + letters, (byte) 'a');
      buffer.position(buffer.position() + letters).put(TAIL_BYTES);
      at = 0;
      end = buffer.position();
    }

    @Override
    public int read(byte[] into, int from, int length) {
      int count = Math.min(length, end - at);
      System.arraycopy(frame, at, into, from, count);
      at += count;
      return count;
    }
  }
}
