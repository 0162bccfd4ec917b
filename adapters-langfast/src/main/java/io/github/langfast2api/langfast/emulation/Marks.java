package io.github.langfast2api.langfast.emulation;

import io.github.langfast2api.domain.Part;

/**
 * The names of the tags in which calls and results are written: {@code tool_call_} and {@code
 * tool_result_} with eight hexadecimal digits that nobody can guess. They are the same as long as
 * the tools are, so that what the model wrote in earlier turns stays true to form.
 */
record Marks(String call, String result) {

  private static final String CALL = "tool_call_";
  private static final String RESULT = "tool_result_";

  /** Has as many characters as the digits, and none of them. */
  private static final String NO_DIGITS = "xxxxxxxx";

  static Marks of(String digits) {
    return new Marks(CALL + digits, RESULT + digits);
  }

  /** The opening tag of a block. */
  String opening(String name) {
    return "<" + call + " name=\"" + name + "\">";
  }

  /** The closing tag of a block. */
  String closing() {
    return "</" + call + ">";
  }

  /** The text without these names, which it could have from the model alone. */
  String defused(String text) {
    return text.replace(call, CALL + NO_DIGITS).replace(result, RESULT + NO_DIGITS);
  }

  /** The part without these names, if it is text. */
  Part defused(Part part) {
    return part instanceof Part.Text(String text) ? new Part.Text(defused(text)) : part;
  }
}
