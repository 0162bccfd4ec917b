package io.github.langfast2api.langfast;

import io.github.langfast2api.langfast.wire.Utf8Slice;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.regex.Pattern;

/**
 * Shows the packets of a connection at debug level: their beginnings, up to what a model says, and
 * no token.
 */
final class PacketLog {

  private static final Logger LOG = System.getLogger(PacketLog.class.getName());
  private static final int SHOWN = 300;

  /** Members that hold a token, and anything that looks like a JSON Web Token. */
  private static final Pattern TOKENS =
      Pattern.compile("(?<=token\"\\s{0,9}:\\s{0,9}\")[^\"]*|eyJ[\\w-]+\\.[\\w.-]*");

  private PacketLog() {}

  static void received(Utf8Slice packet) {
    if (LOG.isLoggable(Level.DEBUG)) {
      LOG.log(Level.DEBUG, "received {0}", shown(packet.text()));
    }
  }

  static void sent(String packet) {
    if (LOG.isLoggable(Level.DEBUG)) {
      LOG.log(Level.DEBUG, "sent {0}", shown(packet));
    }
  }

  static String shown(String packet) {
    int said = packet.indexOf("content");
    int end = Math.min(said < 0 ? packet.length() : said, SHOWN);
    String masked = TOKENS.matcher(packet.substring(0, end)).replaceAll("****");
    return end == packet.length()
        ? masked
        : "%s… (%d characters)".formatted(masked, packet.length());
  }
}
