package io.github.langfast2api.ports.state;

import java.util.Objects;
import java.util.Optional;

/**
 * A secret text that all instances of the gateway share, such as a session that each of them uses
 * and one of them renews. Whoever makes the next version takes the {@link Lease} before, so that
 * one does; {@link #replace} compares and sets, so that a version that was made is never lost,
 * whoever had the lease meanwhile. What leaves the process is encrypted.
 *
 * <p>Safe for any thread; a call may wait for a server, and does not wait without bound. It fails
 * with {@link io.github.langfast2api.domain.ChatFailure.StoreUnavailable} where the server cannot
 * be asked or the text cannot be decrypted, and with {@link
 * io.github.langfast2api.domain.ChatFailure.Cancelled} for a caller that is interrupted. A change
 * whose call failed may have been made all the same.
 */
public interface SharedValue {

  /** Reads the value of now. */
  Version read();

  /**
   * The number of the latest version that this instance knows of, {@link Version#NONE}'s before it
   * knows of any. While the server can be reached it knows of another instance's version within a
   * second, and of a value that the server lost. Does not wait.
   */
  long latest();

  /**
   * Takes the lease, if nobody else has it.
   *
   * @return empty if another has it
   */
  Optional<Lease> tryLease();

  /**
   * Puts a text in the place of a version, if that is still the one there. Needs no lease.
   *
   * @param number of the version that the text was made from; {@link Version#NONE}'s if there was
   *     none
   * @return what is there now: the text with its new number, or what another put before
   */
  Version replace(long number, String text);

  /**
   * A text and its number.
   *
   * @param number of no other version, and higher than those before, unless the server lost them
   * @param text empty if there is none
   */
  record Version(long number, Optional<String> text) {

    /** No text. */
    public static final Version NONE = new Version(0, Optional.empty());

    public Version {
      Objects.requireNonNull(text);
    }

    /** Without the text. */
    @Override
    public String toString() {
      return "Version[" + number + "]";
    }
  }

  /**
   * The right to make the next version. It lasts until it is closed, or for some seconds after the
   * instance that has it died; one that lives but stands still can lose it unawares.
   */
  interface Lease extends AutoCloseable {

    /** Gives the right back. Idempotent; does not fail: a lease that cannot be given back ends. */
    @Override
    void close();
  }
}
