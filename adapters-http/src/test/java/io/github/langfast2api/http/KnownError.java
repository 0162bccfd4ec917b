package io.github.langfast2api.http;

import io.github.langfast2api.domain.ChatFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * An error that clients may be answered with, for {@code docs/errors.md}.
 *
 * @param failures of which it comes; none for an error that a request is answered with before the
 *     upstream is asked
 * @param asking for it, by a dialect; empty where the dialect has none
 * @param why it comes, and what to do
 */
record KnownError(
    List<ChatFailure> failures,
    BiFunction<AskedGateway, AskedDialect, Optional<Api.Reply>> asking,
    String why) {

  /** Errors of one kind, as a section of the page. */
  record Group(String title, List<KnownError> errors) {}

  /** The error of failures that clients cannot tell apart. */
  static KnownError of(String why, ChatFailure first, ChatFailure... others) {
    List<ChatFailure> failures = new ArrayList<>(List.of(first));
    failures.addAll(List.of(others));
    return new KnownError(
        List.copyOf(failures),
        (gateway, dialect) -> Optional.of(gateway.failing(dialect, first)),
        why);
  }

  /** The error of a request that every dialect has. */
  static KnownError of(String why, BiFunction<AskedGateway, AskedDialect, Api.Reply> asking) {
    return new KnownError(List.of(), asking.andThen(Optional::of), why);
  }

  /** The error of a request that one dialect has. */
  static KnownError only(AskedDialect only, String why, String body) {
    return new KnownError(
        List.of(),
        (gateway, dialect) ->
            dialect == only ? Optional.of(gateway.post(dialect, body)) : Optional.empty(),
        why);
  }
}
