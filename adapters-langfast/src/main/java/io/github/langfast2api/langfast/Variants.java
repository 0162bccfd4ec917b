package io.github.langfast2api.langfast;

/**
 * Variants of LangFast's protocol. Its clients differ, and which variants it accepts can only be
 * found out by trying.
 *
 * @param socketPerRun whether each run has a connection of its own instead of the shared one
 * @param prompt which stored prompt a run refers to
 * @param emptyTestCases whether {@code test_cases} is {@code []} instead of one case with the
 *     variables; then LangFast may replace {@code {{name}}} in a message
 * @param responseFormat how the format of an answer is asked for
 */
public record Variants(
    boolean socketPerRun,
    PromptUse prompt,
    boolean emptyTestCases,
    ResponseFormatForm responseFormat) {

  /** The shared socket, one prompt for the session, test cases with variables, always text. */
  public static final Variants FAST =
      new Variants(false, new PromptUse.PerSession(), false, ResponseFormatForm.TEXT);

  /** How the format of an answer is asked for. */
  public enum ResponseFormatForm {
    /** By the string {@code text}, whatever the format, as LangFast's known clients do. */
    TEXT,
    /** JSON by an object, as in OpenAI's API. */
    OPENAI
  }

  /** Which stored prompt a run refers to. */
  public sealed interface PromptUse {

    /** One that is created once for the session. */
    record PerSession() implements PromptUse {}

    /** One that is created for each run, which costs another call. */
    record PerRun() implements PromptUse {}

    /** One that exists already. */
    record Fixed(String id) implements PromptUse {
      public Fixed {
        if (id.isBlank()) {
          throw new IllegalArgumentException("the prompt has no id");
        }
      }
    }
  }
}
