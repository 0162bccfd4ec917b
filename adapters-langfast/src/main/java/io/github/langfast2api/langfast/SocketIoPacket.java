package io.github.langfast2api.langfast;

/**
 * A packet of Socket.IO protocol 5, in the Engine.IO 4 packet that carries it.
 *
 * <p>Only the default namespace is spoken; what comes for another is {@link Other}.
 */
sealed interface SocketIoPacket {

  /** Engine.IO open: the server's heartbeat and limits, as JSON. */
  record Open(JsonSlice settings) implements SocketIoPacket {}

  /** Engine.IO ping; the answer is a pong with the same data. */
  record Ping(String data) implements SocketIoPacket {}

  /** Engine.IO close. */
  record Close() implements SocketIoPacket {}

  /** Socket.IO connect: the namespace is open. */
  record Connect() implements SocketIoPacket {}

  /** Socket.IO connect error: the namespace is refused, with a reason as JSON. */
  record ConnectError(JsonSlice reason) implements SocketIoPacket {}

  /** Socket.IO disconnect: the namespace is closed. */
  record Disconnect() implements SocketIoPacket {}

  /** Socket.IO event: its name and arguments as a JSON array. */
  record Event(JsonSlice arguments) implements SocketIoPacket {}

  /** Anything that is of no use here. */
  record Other() implements SocketIoPacket {}

  /**
   * Reads a text message of the WebSocket; never fails, since what is not known is {@link Other}.
   */
  static SocketIoPacket parse(byte[] message) {
    if (message.length == 0) {
      return new Other();
    }
    JsonSlice rest = new JsonSlice(message, 1, message.length);
    return switch (message[0]) {
      case '0' -> new Open(rest);
      case '1' -> new Close();
      case '2' -> new Ping(rest.raw());
      case '4' -> message(rest);
      default -> new Other();
    };
  }

  private static SocketIoPacket message(JsonSlice packet) {
    if (packet.length() == 0) {
      return new Other();
    }
    byte type = packet.bytes()[packet.from()];
    JsonSlice rest = packet.skip(1);
    if (type == '5') {
      rest = withoutAttachments(rest);
    }
    if (isOfAnotherNamespace(rest)) {
      return new Other();
    }
    JsonSlice data = data(rest);
    return switch (type) {
      case '0' -> new Connect();
      case '1' -> new Disconnect();
      case '2', '5' -> new Event(data);
      case '4' -> new ConnectError(data);
      default -> new Other();
    };
  }

  /** Passes over the number of binary attachments, {@code 1-}. */
  private static JsonSlice withoutAttachments(JsonSlice packet) {
    JsonSlice rest = withoutDigits(packet);
    return rest.length() > 0 && rest.bytes()[rest.from()] == '-' ? rest.skip(1) : rest;
  }

  private static boolean isOfAnotherNamespace(JsonSlice packet) {
    if (packet.length() == 0 || packet.bytes()[packet.from()] != '/') {
      return false;
    }
    return packet.length() > 1 && packet.bytes()[packet.from() + 1] != ',';
  }

  /** Passes over the default namespace, {@code /,}, where it is named, and the id of an ack. */
  private static JsonSlice data(JsonSlice packet) {
    boolean named = packet.length() > 0 && packet.bytes()[packet.from()] == '/';
    return withoutDigits(named ? packet.skip(Math.min(2, packet.length())) : packet);
  }

  private static JsonSlice withoutDigits(JsonSlice packet) {
    int digits = 0;
    while (digits < packet.length() && isDigit(packet.bytes()[packet.from() + digits])) {
      digits++;
    }
    return packet.skip(digits);
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /** The text message that opens the default namespace with this authentication, a JSON object. */
  static String connect(String auth) {
    return "40" + auth;
  }

  /** The text message that answers a ping. */
  static String pong(String data) {
    return "3" + data;
  }

  /** The text message that leaves the default namespace. */
  static String disconnect() {
    return "41";
  }
}
