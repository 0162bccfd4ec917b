package io.github.langfast2api.langfast;

/**
 * Which of several ways to ask LangFast is taken. Its clients do it differently, and what it takes
 * cannot be known but by asking it.
 *
 * @param socketPerRun whether each run has a connection of its own instead of the warm one
 * @param prompt which stored prompt a run hangs on
 * @param emptyTestCases whether {@code test_cases} is {@code []} instead of one case with the
 *     variables; then {@code {{name}}} in a message is in LangFast's hands
 */
public record Variants(boolean socketPerRun, PromptUse prompt, boolean emptyTestCases) {

  /** The warm socket, one prompt for the session, test cases filled. */
  public static final Variants FAST = new Variants(false, new PromptUse.PerSession(), false);

  /** Which stored prompt a run hangs on. */
  public sealed interface PromptUse {

    /** One that is stored once and serves the session. */
    record PerSession() implements PromptUse {}

    /** One for each run, which costs a call more. */
    record PerRun() implements PromptUse {}

    /** One that exists. */
    record Fixed(String id) implements PromptUse {
      public Fixed {
        if (id.isBlank()) {
          throw new IllegalArgumentException("the prompt has no id");
        }
      }
    }
  }
}
