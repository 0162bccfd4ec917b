package io.github.langfast2api.langfast;

import io.github.langfast2api.langfast.wire.JsonCursor;
import io.github.langfast2api.langfast.wire.MalformedJsonException;
import io.github.langfast2api.langfast.wire.Utf8Slice;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The debug log of Socket.IO packets: the type, an event's name, and of an object the members that
 * are known to hold neither a token nor anybody's text. Anything else is shown as an ellipsis.
 */
final class PacketLog {

  private static final Logger LOG = System.getLogger(PacketLog.class.getName());

  /** The type, a namespace, the number of attachments and an ack id. */
  private static final Pattern HEAD = Pattern.compile("\\d{1,3}(-|/\\w{0,20},?)?\\d{0,6}");

  private static final Set<String> SHOWN_MEMBERS =
      Set.of("executionId", "status", "finish_reason", "pingInterval", "pingTimeout", "maxPayload");

  /** A name, an id, a number, a truth value. */
  private static final Pattern SHOWN_VALUE = Pattern.compile("\"?[\\w.:-]{1,64}\"?");

  private static final String ELLIPSIS = "…";

  private PacketLog() {}

  static void received(Utf8Slice packet) {
    if (LOG.isLoggable(Level.DEBUG)) {
      LOG.log(Level.DEBUG, "received {0}", masked(packet));
    }
  }

  static void sent(String packet) {
    if (LOG.isLoggable(Level.DEBUG)) {
      LOG.log(Level.DEBUG, "sent {0}", masked(Utf8Slice.of(packet)));
    }
  }

  static String masked(Utf8Slice packet) {
    int start = 0;
    while (start < packet.length() && packet.octet(start) != '{' && packet.octet(start) != '[') {
      start++;
    }
    Utf8Slice data = packet.skip(start);
    String head = new Utf8Slice(packet.bytes(), packet.from(), packet.from() + start).text();
    String shown = HEAD.matcher(head).matches() ? head : ELLIPSIS;
    try {
      return (data.length() == 0 ? shown : shown + data(new JsonCursor(data)))
          + " (%d bytes)".formatted(packet.length());
    } catch (MalformedJsonException e) {
      return shown + ELLIPSIS + " (%d bytes, malformed)".formatted(packet.length());
    }
  }

  private static String data(JsonCursor cursor) {
    if (cursor.accept('[')) {
      String name = value(cursor);
      return "[" + name + (cursor.accept(',') ? "," + payload(cursor) : "]");
    }
    return payload(cursor);
  }

  private static String payload(JsonCursor cursor) {
    return cursor.peek() == '{' ? object(cursor) : ELLIPSIS;
  }

  private static String object(JsonCursor cursor) {
    cursor.expect('{');
    StringBuilder shown = new StringBuilder("{");
    boolean complete = cursor.accept('}');
    boolean hidden = false;
    while (!complete) {
      String name = cursor.string().unescaped();
      cursor.expect(':');
      if (SHOWN_MEMBERS.contains(name)) {
        shown.append(name).append(':').append(value(cursor)).append(' ');
      } else {
        Utf8Slice unused = cursor.value();
        hidden = true;
      }
      complete = !cursor.accept(',');
    }
    return shown.append(hidden ? ELLIPSIS : "").toString().strip() + "}";
  }

  private static String value(JsonCursor cursor) {
    Utf8Slice raw = cursor.value();
    String text = raw.length() > 66 ? ELLIPSIS : raw.text();
    return SHOWN_VALUE.matcher(text).matches() ? text : ELLIPSIS;
  }
}
