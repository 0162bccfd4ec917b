package io.github.langfast2api.langfast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.langfast.RunEvent.State;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MailboxesTest {

  private final Mailboxes mailboxes = new Mailboxes(Duration.ofSeconds(1));

  @Test
  void anEventThatOvertakesTheRunsAnswerIsKeptForIt() {
    try (Mailboxes.Start start = mailboxes.start()) {
      assertTrue(mailboxes.deliver(event("j")));
      assertTrue(start.open("j").take(Duration.ZERO).isPresent());
    }
  }

  @Test
  void whileNoRunIsStartedUnknownEventsAreNobodys() {
    assertFalse(mailboxes.deliver(event("j")));
    try (Mailboxes.Start start = mailboxes.start()) {
      assertEquals(Optional.empty(), start.open("j").take(Duration.ZERO));
    }
  }

  @Test
  void earlyEventsThatNobodyClaimedAreForgotten() {
    try (Mailboxes.Start start = mailboxes.start()) {
      assertTrue(mailboxes.deliver(event("foreign")));
      assertTrue(start.open("j").take(Duration.ZERO).isEmpty());
    }
    try (Mailboxes.Start start = mailboxes.start()) {
      assertEquals(Optional.empty(), start.open("foreign").take(Duration.ZERO));
    }
  }

  @Test
  void eventsThatComeAfterTheMailboxWasGivenBackAreNobodys() {
    try (Mailboxes.Start start = mailboxes.start()) {
      RunMailbox unused = start.open("j");
      assertEquals(1, mailboxes.size());
      mailboxes.close("j");
      mailboxes.close("j");
      assertEquals(0, mailboxes.size());
      assertFalse(mailboxes.deliver(event("j")));
    }
  }

  @Test
  void aRunThatWasStartedWhileTheConnectionBrokeMayHaveEndedUnheard() {
    Mailboxes impatient = new Mailboxes(Duration.ofMillis(1));
    try (Mailboxes.Start start = impatient.start()) {
      impatient.connectionLost();
      RunMailbox mailbox = start.open("j");
      ChatException told =
          assertThrows(ChatException.class, () -> mailbox.take(Duration.ofMinutes(1)));
      assertInstanceOf(ChatFailure.Unreachable.class, told.failure());
    }
  }

  private static RunEvent event(String jobId) {
    return new RunEvent(
        jobId, State.RUNNING, Optional.of(Utf8Slice.of("a")), Optional.empty(), Optional.empty());
  }
}
