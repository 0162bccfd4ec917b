package io.github.langfast2api.langfast.emulation;

import io.github.langfast2api.domain.ChatDelta;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a model writes outside of blocks: content as it is, or the JSON object that was asked for,
 * without what stands around it. For one thread.
 */
final class AnswerText {

  private final AnswerContent content;
  private final @Nullable JsonAnswer json;
  private boolean inJson;

  /**
   * @param json the object, where one is asked for
   */
  AnswerText(AnswerContent content, @Nullable JsonAnswer json) {
    this.content = content;
    this.json = json;
  }

  /**
   * Takes text, up to a {@code <} with which a mark may begin.
   *
   * @return where that is, or the delta's length
   */
  int take(ChatDelta delta, int from) {
    String text = delta.text();
    int i = from;
    while (i < text.length()) {
      if (inJson && json != null) {
        i = object(json, text, i);
        continue;
      }
      int mark = text.indexOf('<', i);
      int to = mark < 0 ? text.length() : mark;
      if (json == null || content.isEnded()) {
        content.say(delta, i, to);
        return to;
      }
      int bracket = text.indexOf('{', i, to);
      content.drop(text, i, bracket < 0 ? to : bracket);
      if (bracket < 0) {
        return to;
      }
      inJson = true;
      i = bracket;
    }
    return i;
  }

  /** Leaves text out, as far as {@link #take(ChatDelta, int)} would take it. */
  int drop(String text, int from) {
    int mark = text.indexOf('<', from);
    int to = mark < 0 ? text.length() : mark;
    content.drop(text, from, to);
    return to;
  }

  /** Takes text that was not a mark. */
  void take(String text) {
    if (json == null || content.isEnded()) {
      content.say(text);
    } else {
      content.drop(text, 0, text.length());
    }
  }

  /**
   * The answer is finished.
   *
   * @param whole whether it was not cut
   */
  void finish(boolean whole) {
    if (inJson && json != null) {
      content.sayJson(whole ? json.finish() : json.drainAll());
    }
  }

  /** What is wrong with a finished answer that was not cut. */
  Optional<String> fault() {
    return json == null ? Optional.empty() : json.fault();
  }

  /** How many times something had to be made valid. */
  int repairs() {
    return json == null ? 0 : json.repairs();
  }

  private int object(JsonAnswer object, String text, int from) {
    int to = object.take(text, from);
    content.sayJson(object.drain());
    if (object.isComplete()) {
      content.end();
      content.beginBlock();
      inJson = false;
    }
    return to;
  }
}
