package io.github.langfast2api.redis;

import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import javax.net.ssl.SSLException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/** A call that Redis did not serve; the message is the end of a sentence for the operator. */
final class RedisCallException extends Exception {

  private static final long serialVersionUID = 1L;

  private static final int MAX_REPLY_CHARS = 200;

  /** Errors that a server answers every call with until somebody or something has changed it. */
  private static final List<String> OF_THE_SERVER =
      List.of(
          "LOADING",
          "READONLY",
          "OOM",
          "MISCONF",
          "NOAUTH",
          "WRONGPASS",
          "NOPERM",
          "MASTERDOWN",
          "NOREPLICAS",
          "CLUSTERDOWN",
          "MOVED",
          "BUSY",
          "UNKILLABLE");

  /** What went wrong, in few enough words to count by. */
  enum Kind {
    /** The answer did not come in time. */
    TIMEOUT,
    /** No connection could be made, or it was lost. */
    CONNECTION,
    /** The server answered with an error that other calls would get as well. */
    SERVER_ERROR,
    /** The server answered with an error that is this call's own. */
    CALL_ERROR,
    /** It was not tried. */
    NOT_TRIED
  }

  private final Kind kind;

  RedisCallException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** Without Jedis' exception, whose message may quote arguments, such as a password. */
  private RedisCallException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** A call that was not tried. */
  static RedisCallException notTried(String why) {
    return new RedisCallException(Kind.NOT_TRIED, why, new IllegalStateException(why));
  }

  /** A call that was not answered in time. */
  static RedisCallException timeout(Throwable cause) {
    return new RedisCallException(Kind.TIMEOUT, "it does not answer in time", cause);
  }

  /** What an exception of Jedis comes to. */
  static RedisCallException of(RuntimeException e) {
    Throwable root = root(e);
    if (root instanceof SocketTimeoutException) {
      return timeout(e);
    }
    if (e instanceof JedisDataException) {
      return errorReply(e);
    }
    return e instanceof JedisConnectionException
        ? new RedisCallException(Kind.CONNECTION, connectionFailure(e, root), e)
        : ofCall(e);
  }

  /** A call whose answer could not be made use of. */
  static RedisCallException ofCall(Throwable e) {
    return new RedisCallException(
        Kind.CALL_ERROR, "its answer could not be read: " + e.getMessage(), e);
  }

  private static RedisCallException errorReply(RuntimeException e) {
    String reply = String.valueOf(e.getMessage()).replaceAll("\\p{Cntrl}", " ");
    // What follows are arguments of a call, or the place in a script, which are nobody's business.
    String told = reply.replaceFirst("(,? with args beginning with| script: ).*", "");
    if (reply.startsWith("NOAUTH")) {
      return new RedisCallException(Kind.SERVER_ERROR, "it asks for a password");
    }
    boolean ofTheServer =
        OF_THE_SERVER.stream().anyMatch(code -> reply.matches("(.*[ -])?" + code + " .*"));
    return new RedisCallException(
        ofTheServer ? Kind.SERVER_ERROR : Kind.CALL_ERROR,
        "it says: " + told.substring(0, Math.min(told.length(), MAX_REPLY_CHARS)));
  }

  private static String connectionFailure(RuntimeException e, Throwable root) {
    String message = String.valueOf(root.getMessage());
    if (isOfTls(e)) {
      return "TLS failed: " + message;
    }
    return switch (root) {
      case ConnectException refused -> "it cannot be connected to: " + message;
      case UnknownHostException unknown -> "its name is not known";
      case SocketException lost -> "the connection was lost: " + message;
      default ->
          message.contains("end of stream")
              ? "the connection was lost"
              : "the connection failed: " + message;
    };
  }

  private static boolean isOfTls(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException) {
        return true;
      }
    }
    return false;
  }

  private static Throwable root(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  /** The same failure where a connection was being made: no error is the call's own there. */
  RedisCallException whileConnecting() {
    return kind == Kind.CALL_ERROR
        ? new RedisCallException(Kind.SERVER_ERROR, sentence(), this)
        : this;
  }

  Kind kind() {
    return kind;
  }

  /** The end of a sentence of which Redis is the subject. */
  String sentence() {
    return String.valueOf(getMessage());
  }
}
