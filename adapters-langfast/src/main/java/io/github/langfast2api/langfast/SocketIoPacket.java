package io.github.langfast2api.langfast;

import io.github.langfast2api.langfast.wire.Utf8Slice;

/**
 * A packet of Socket.IO protocol 5, or of the Engine.IO 4 protocol that carries it. Packets of
 * other namespaces than the default one are {@link Other}.
 */
sealed interface SocketIoPacket {

  /** Pings have no data, or a word. */
  int MAX_PING_BYTES = 125;

  /** Engine.IO open: the handshake with the heartbeat's times, as JSON. */
  record Open(Utf8Slice handshake) implements SocketIoPacket {}

  /** Engine.IO ping, to be answered by a pong with the same data. */
  record Ping(String data) implements SocketIoPacket {}

  /** Engine.IO close. */
  record Close() implements SocketIoPacket {}

  /** Socket.IO connect: the server accepts the connection to the namespace. */
  record Connect() implements SocketIoPacket {}

  /** Socket.IO connect error: the server refuses it, with a reason as JSON. */
  record ConnectError(Utf8Slice reason) implements SocketIoPacket {}

  /** Socket.IO disconnect from the namespace. */
  record Disconnect() implements SocketIoPacket {}

  /** Socket.IO event: its name and arguments as a JSON array. */
  record Event(Utf8Slice arguments) implements SocketIoPacket {}

  /** Any other packet, which a receiver ignores. */
  record Other() implements SocketIoPacket {}

  /** Parses a text message of the WebSocket. Never fails: what is unknown is {@link Other}. */
  static SocketIoPacket parse(Utf8Slice message) {
    if (message.length() == 0) {
      return new Other();
    }
    Utf8Slice rest = message.skip(1);
    return switch (message.octet(0)) {
      case '0' -> new Open(rest);
      case '1' -> new Close();
      case '2' -> rest.length() > MAX_PING_BYTES ? new Other() : new Ping(rest.text());
      case '4' -> message(rest);
      default -> new Other();
    };
  }

  private static SocketIoPacket message(Utf8Slice packet) {
    if (packet.length() == 0) {
      return new Other();
    }
    int type = packet.octet(0);
    Utf8Slice rest = packet.skip(1);
    if (type == '5') {
      rest = withoutAttachments(rest);
    }
    if (hasOtherNamespace(rest)) {
      return new Other();
    }
    Utf8Slice data = data(rest);
    return switch (type) {
      case '0' -> new Connect();
      case '1' -> new Disconnect();
      case '2', '5' -> new Event(data);
      case '4' -> new ConnectError(data);
      default -> new Other();
    };
  }

  /** Skips the number of binary attachments, {@code 1-}. */
  private static Utf8Slice withoutAttachments(Utf8Slice packet) {
    Utf8Slice rest = withoutDigits(packet);
    return rest.length() > 0 && rest.octet(0) == '-' ? rest.skip(1) : rest;
  }

  private static boolean hasOtherNamespace(Utf8Slice packet) {
    if (packet.length() == 0 || packet.octet(0) != '/') {
      return false;
    }
    return packet.length() > 1 && packet.octet(1) != ',';
  }

  /** Skips the default namespace, {@code /,}, where it is written, and the ack id. */
  private static Utf8Slice data(Utf8Slice packet) {
    boolean named = packet.length() > 0 && packet.octet(0) == '/';
    return withoutDigits(named ? packet.skip(Math.min(2, packet.length())) : packet);
  }

  private static Utf8Slice withoutDigits(Utf8Slice packet) {
    int digits = 0;
    while (digits < packet.length() && isDigit(packet.octet(digits))) {
      digits++;
    }
    return packet.skip(digits);
  }

  private static boolean isDigit(int b) {
    return b >= '0' && b <= '9';
  }

  /** A connect packet for the default namespace, with this JSON object as its payload. */
  static String connect(String auth) {
    return "40" + auth;
  }

  /** An Engine.IO pong packet. */
  static String pong(String data) {
    return "3" + data;
  }
}
