package io.github.langfast2api.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.langfast2api.ports.state.ResponseKey;
import io.github.langfast2api.ports.state.StoredResponse;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A response, or the deletion of one, in the bytes that journal and database keep: CRC-32C of what
 * follows, kind, milliseconds of creation, then owner, id, previous id, items and response, each
 * with its length before it.
 */
final class ResponseRecord {

  private static final byte RESPONSE = 1;
  private static final byte DELETION = 2;
  private static final int CRC_BYTES = Integer.BYTES;

  private static final int FIXED_BYTES = CRC_BYTES + 1 + Long.BYTES + 5 * Integer.BYTES;

  /** No record is shorter. */
  static final int MIN_BYTES = FIXED_BYTES;

  /** Stands for the length of a previous id where there is none. */
  private static final int ABSENT = -1;

  private final byte[] bytes;
  private final byte kind;
  private final long createdAtMillis;
  private final ResponseKey key;
  private final Optional<String> previousId;
  private final int itemsOffset;
  private final int itemsBytes;
  private final int responseBytes;

  static byte[] of(StoredResponse response) {
    return write(
        RESPONSE,
        response.createdAt().toEpochMilli(),
        response.key(),
        response.previousId().map(id -> id.getBytes(UTF_8)),
        response.items().getBytes(UTF_8),
        response.response().getBytes(UTF_8));
  }

  static byte[] deletion(ResponseKey key) {
    return write(DELETION, 0, key, Optional.empty(), new byte[0], new byte[0]);
  }

  private static byte[] write(
      byte kind,
      long createdAtMillis,
      ResponseKey key,
      Optional<byte[]> previousId,
      byte[] items,
      byte[] response) {
    byte[] owner = key.owner().getBytes(UTF_8);
    byte[] id = key.id().getBytes(UTF_8);
    int texts = Math.addExact(items.length, response.length);
    int ids = owner.length + id.length + previousId.map(text -> text.length).orElse(0);
    ByteBuffer buffer = ByteBuffer.allocate(Math.addExact(FIXED_BYTES + ids, texts));
    buffer.position(CRC_BYTES).put(kind).putLong(createdAtMillis);
    buffer.putInt(owner.length).put(owner).putInt(id.length).put(id);
    previousId.ifPresentOrElse(
        text -> buffer.putInt(text.length).put(text), () -> buffer.putInt(ABSENT));
    buffer.putInt(items.length).put(items).putInt(response.length).put(response);
    return buffer.putInt(0, crc(buffer.array())).array();
  }

  /**
   * Reads a record, whose bytes it keeps.
   *
   * @throws DamagedFileException if they are no record
   */
  ResponseRecord(byte[] bytes) throws DamagedFileException {
    this.bytes = bytes;
    try {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      if (buffer.getInt() != crc(bytes)) {
        throw new DamagedFileException("the checksum of a response is wrong");
      }
      kind = buffer.get();
      if (!isKind(kind)) {
        throw new DamagedFileException("a response has an unknown kind");
      }
      createdAtMillis = buffer.getLong();
      key = new ResponseKey(text(buffer, buffer.getInt()), text(buffer, buffer.getInt()));
      int previousBytes = buffer.getInt();
      previousId =
          previousBytes == ABSENT ? Optional.empty() : Optional.of(text(buffer, previousBytes));
      itemsBytes = buffer.getInt();
      itemsOffset = buffer.position();
      responseBytes = buffer.position(itemsOffset + itemsBytes).getInt();
    } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new DamagedFileException("a response has the wrong form", e);
    }
  }

  /**
   * Whether a record of this length may begin here, which few other bytes look like.
   *
   * @param bytes at least {@link #MIN_BYTES} from the offset on
   */
  static boolean mayBegin(ByteBuffer bytes, int offset, long length) {
    int ownerBytes = bytes.getInt(offset + CRC_BYTES + 1 + Long.BYTES);
    return isKind(bytes.get(offset + CRC_BYTES))
        && ownerBytes > 0
        && ownerBytes <= length - MIN_BYTES;
  }

  private static boolean isKind(byte kind) {
    return kind == RESPONSE || kind == DELETION;
  }

  /** What it was read from, which nobody may change. */
  byte[] bytes() {
    return bytes;
  }

  boolean isDeletion() {
    return kind == DELETION;
  }

  ResponseKey key() {
    return key;
  }

  long createdAtMillis() {
    return createdAtMillis;
  }

  /** The bytes that limits count. */
  long textBytes() {
    return (long) itemsBytes + responseBytes;
  }

  StoredResponse response() {
    int responseOffset = itemsOffset + itemsBytes + Integer.BYTES;
    return new StoredResponse(
        key,
        previousId,
        Instant.ofEpochMilli(createdAtMillis),
        new String(bytes, itemsOffset, itemsBytes, UTF_8),
        new String(bytes, responseOffset, responseBytes, UTF_8));
  }

  private static String text(ByteBuffer buffer, int length) {
    String text = UTF_8.decode(buffer.slice(buffer.position(), length)).toString();
    buffer.position(buffer.position() + length);
    return text;
  }

  private static int crc(byte[] bytes) {
    if (bytes.length < CRC_BYTES) {
      throw new BufferUnderflowException();
    }
    CRC32C crc = new CRC32C();
    crc.update(bytes, CRC_BYTES, bytes.length - CRC_BYTES);
    return (int) crc.getValue();
  }
}
