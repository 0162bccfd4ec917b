package io.github.langfast2api.langfast;

import io.github.langfast2api.langfast.wire.Utf8Slice;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.regex.Pattern;

/**
 * The debug log of Socket.IO packets: the beginning of each, without a run's content and with
 * tokens masked.
 */
final class PacketLog {

  private static final Logger LOG = System.getLogger(PacketLog.class.getName());
  private static final int MAX_LOGGED_CHARS = 300;

  /** The values of members that hold a token, and JSON Web Tokens anywhere. */
  private static final Pattern TOKENS =
      Pattern.compile("(?<=token\"\\s{0,9}:\\s{0,9}\")[^\"]*|eyJ[\\w-]+\\.[\\w.-]*");

  private PacketLog() {}

  static void received(Utf8Slice packet) {
    if (LOG.isLoggable(Level.DEBUG)) {
      LOG.log(Level.DEBUG, "received {0}", masked(packet.text()));
    }
  }

  static void sent(String packet) {
    if (LOG.isLoggable(Level.DEBUG)) {
      LOG.log(Level.DEBUG, "sent {0}", masked(packet));
    }
  }

  static String masked(String packet) {
    int content = packet.indexOf("content");
    int end = Math.min(content < 0 ? packet.length() : content, MAX_LOGGED_CHARS);
    String start = TOKENS.matcher(packet.substring(0, end)).replaceAll("****");
    return end == packet.length() ? start : "%s… (%d characters)".formatted(start, packet.length());
  }
}
