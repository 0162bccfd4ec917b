package io.github.langfast2api.langfast;

import io.github.langfast2api.domain.ChatException;
import io.github.langfast2api.langfast.wire.HttpRefusedException;

/**
 * The calls that make sessions. They block until they are answered or time out, and throw {@link
 * ChatException} with the domain's failure.
 */
interface SessionApi {

  /** Signs up anonymously, which makes a new user. */
  Session signUp();

  /** Signs in with an account. */
  Session signIn(Credentials.Account account);

  /**
   * Exchanges a refresh token for the next session; it can be exchanged once.
   *
   * @throws ChatException whose cause is an {@link HttpRefusedException}, if LangFast refuses it
   */
  Session refresh(String refreshToken);
}
