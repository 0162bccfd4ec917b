package io.github.langfast2api.langfast.emulation;

import io.github.langfast2api.domain.ChatDelta;
import io.github.langfast2api.domain.ChatEvent;
import io.github.langfast2api.domain.FinishReason;
import io.github.langfast2api.domain.Part;
import io.github.langfast2api.domain.ToolCallEvent;
import io.github.langfast2api.langfast.emulation.MarkMatcher.Match;
import io.github.langfast2api.langfast.emulation.ToolNames.Callee;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Reader of what a model writes: content and blocks, of which it makes events. It looks at each
 * character once, and keeps no more than what may become a mark, and the block that is being
 * written. However the text is cut into deltas, it comes to the same. For one thread.
 */
final class AnswerReader {

  private enum State {
    /** Content, or what is left out in its place. */
    TEXT,
    /** What may become a mark. */
    MARK,
    /** The rest of a block's opening tag. */
    OPENING_TAG,
    /** A block. */
    BODY,
    /** What follows the body in its block. */
    REST,
    /** The rest of a closing tag. */
    CLOSING_TAG,
    /** The JSON object that was asked for. */
    JSON
  }

  /** What becomes of a block. */
  private record Block(Callee callee, String opening, CallBody body) {}

  /** As far as that, what could become a mark is likely none. */
  private static final int LIKELY_TEXT = "<tool_".length();

  private final AnswerForm form;
  private final AnswerContent content;
  private final @Nullable JsonAnswer json;
  private final MarkMatcher matcher;
  private final StringBuilder tag = new StringBuilder();
  private State state = State.TEXT;

  /** Where the mark began. */
  private State origin = State.TEXT;

  private @Nullable Block block;

  /** Whether an opening tag turned out to be text, so that its closing tag is. */
  private boolean blockIsText;

  private int refusedCalls;
  private int repairs;

  /**
   * @param events where the events go
   */
  AnswerReader(AnswerForm form, Queue<ChatEvent> events) {
    this.form = form;
    this.content = new AnswerContent(events, form.tools().choice().isForced());
    this.json = form.isJson() ? new JsonAnswer(form::faultOfJson) : null;
    this.matcher = new MarkMatcher(form.marks());
  }

  /** Takes the next piece of text. */
  void take(ChatDelta delta) {
    String text = delta.text();
    int i = 0;
    while (i < text.length()) {
      i = take(delta, i);
    }
    content.flush();
  }

  private int take(ChatDelta delta, int i) {
    char c = delta.text().charAt(i);
    return switch (state) {
      case TEXT -> text(delta, i);
      case REST -> rest(delta.text(), i);
      case JSON -> json(delta.text(), i);
      case MARK -> mark(c) ? i + 1 : i;
      case OPENING_TAG -> openingTag(c) ? i + 1 : i;
      case CLOSING_TAG -> closingTag(c) ? i + 1 : i;
      case BODY -> {
        body(c);
        yield i + 1;
      }
    };
  }

  private int text(ChatDelta delta, int from) {
    String text = delta.text();
    int mark = text.indexOf('<', from);
    int to = mark < 0 ? text.length() : mark;
    if (json == null || content.isEnded()) {
      content.say(delta, from, to);
      return mark < 0 ? to : beginMark(to);
    }
    int bracket = text.indexOf('{', from, to);
    content.drop(text, from, bracket < 0 ? to : bracket);
    if (bracket >= 0) {
      state = State.JSON;
      return bracket;
    }
    return mark < 0 ? to : beginMark(to);
  }

  private int rest(String text, int from) {
    int mark = text.indexOf('<', from);
    int to = mark < 0 ? text.length() : mark;
    content.drop(text, from, to);
    return mark < 0 ? to : beginMark(to);
  }

  private int json(String text, int from) {
    JsonAnswer answer = asked();
    int to = answer.take(text, from);
    content.sayJson(answer.drain());
    if (answer.isComplete()) {
      content.end();
      content.beginBlock();
      state = State.TEXT;
    }
    return to;
  }

  private int beginMark(int at) {
    beginMark(/* inBody= */ state == State.REST);
    return at + 1;
  }

  private void beginMark(boolean inBody) {
    matcher.begin(inBody);
    origin = state;
    state = State.MARK;
  }

  private boolean mark(char c) {
    Match match = matcher.take(c);
    switch (match) {
      case PARTIAL -> {}
      case NONE -> {
        state = origin;
        noMark(matcher.text());
      }
      case OPENING -> {
        endBlock(CallBody.End.INTERRUPTED);
        tag.setLength(0);
        state = State.OPENING_TAG;
      }
      case CLOSING -> {
        endBlock(CallBody.End.CLOSED);
        state = State.CLOSING_TAG;
        if (blockIsText) {
          say(form.marks().defused(matcher.text()));
          state = State.TEXT;
          blockIsText = false;
        }
      }
      case RESULT -> {
        endBlock(CallBody.End.CLOSED);
        content.end();
        content.dropPiece();
        state = State.TEXT;
      }
    }
    return match != Match.NONE;
  }

  private void noMark(String text) {
    if (block == null || origin != State.BODY) {
      say(text);
    } else if (block.body.take(text)) {
      whole(block);
    }
  }

  private boolean openingTag(char c) {
    boolean belongs = !tag.isEmpty() || c == '>' || c == '/' || Character.isWhitespace(c);
    if (!belongs || c == '<' || tag.length() >= OpeningTag.MAX_LENGTH) {
      tagIsText();
      return false;
    }
    tag.append(c);
    if (c == '>') {
      opened();
    }
    return true;
  }

  private void opened() {
    String attributes = tag.substring(0, tag.length() - 1);
    Optional<OpeningTag> read = OpeningTag.read(attributes);
    Optional<Callee> callee = read.flatMap(opening -> form.names().find(opening.name()));
    if (callee.isEmpty()) {
      tagIsText();
      blockIsText = true;
      return;
    }
    content.beginBlock();
    blockIsText = false;
    CallBody body = new CallBody(callee.get().freeText());
    block = new Block(callee.get(), "<" + form.marks().call() + tag, body);
    state = State.BODY;
    if (read.get().closed()) {
      endBlock(CallBody.End.CLOSED);
      state = State.REST;
    }
  }

  private void tagIsText() {
    state = State.TEXT;
    say(form.marks().defused("<" + form.marks().call() + tag));
  }

  private boolean closingTag(char c) {
    boolean belongs = c == '>' || c == '_' || c == '-' || Character.isLetterOrDigit(c);
    if (!belongs || c == '>') {
      state = State.TEXT;
    }
    return belongs;
  }

  private void body(char c) {
    Block current = current();
    if (c == '<' && current.body.mayHoldMark()) {
      beginMark(/* inBody= */ !current.callee.freeText());
    } else if (current.body.take(c)) {
      whole(current);
    }
  }

  private void whole(Block whole) {
    deliver(whole, whole.body.arguments());
    state = State.REST;
  }

  private void endBlock(CallBody.End end) {
    Block ended = block;
    if (ended == null || (origin != State.BODY && state != State.BODY)) {
      return;
    }
    Optional<String> arguments = ended.body.argumentsAt(end);
    block = null;
    if (arguments.isPresent()) {
      deliver(ended, arguments.get());
    } else {
      say(form.marks().defused(ended.opening + ended.body.text()));
    }
  }

  private void deliver(Block whole, String arguments) {
    block = null;
    String name = whole.callee.name();
    repairs += whole.body.repairs() + (whole.callee.mapped() ? 1 : 0);
    if (form.tools().choice().allows(name)
        && !form.tools().offered().isEmpty()
        && content.calls() < form.tools().maxCalls()) {
      content.call(new ToolCallEvent(new Part.ToolCall(CallIds.next(), name, arguments)));
    } else {
      refusedCalls++;
      content.dropCall();
    }
    content.beginBlock();
  }

  /** Says text that is no mark; where JSON is asked for, that is left out. */
  private void say(String text) {
    if (state == State.REST || (json != null && !content.isEnded())) {
      content.drop(text, 0, text.length());
    } else {
      content.say(text);
    }
  }

  /** The upstream's answer is finished: what is it, and what is wrong with it? */
  AnswerEnd finish(FinishReason reason) {
    FinishReason told = reason == FinishReason.TOOL_CALLS ? FinishReason.STOP : reason;
    if (endOpen(told == FinishReason.STOP)) {
      told = FinishReason.LENGTH;
    }
    boolean whole = told == FinishReason.STOP;
    JsonAnswer answer = json;
    if (answer != null && state == State.JSON) {
      content.sayJson(whole ? answer.finish() : answer.drainAll());
    }
    Optional<String> fault = whole ? fault() : Optional.empty();
    if (fault.isEmpty()) {
      content.finish();
    }
    boolean called = whole && content.calls() > 0;
    return new AnswerEnd(called ? FinishReason.TOOL_CALLS : told, fault);
  }

  /**
   * Ends what is open.
   *
   * @return whether the answer was cut, though it is said to be whole
   */
  private boolean endOpen(boolean whole) {
    Block open = block;
    switch (state) {
      case MARK -> {
        String text = matcher.text();
        if (origin == State.TEXT && (whole || text.length() <= LIKELY_TEXT)) {
          state = State.TEXT;
          say(text);
        } else if (whole) {
          endBlock(CallBody.End.CLOSED);
        } else {
          content.dropWhite();
        }
      }
      case OPENING_TAG -> {
        content.dropWhite();
        return whole;
      }
      case BODY -> {
        Optional<String> arguments =
            open != null && whole
                ? open.body.argumentsAt(CallBody.End.FINISHED)
                : Optional.empty();
        if (open != null && arguments.isPresent()) {
          deliver(open, arguments.get());
        } else {
          content.dropWhite();
          return whole;
        }
      }
      case TEXT, REST, CLOSING_TAG, JSON -> {}
    }
    return false;
  }

  private Optional<String> fault() {
    if (content.calls() > 0) {
      return Optional.empty();
    }
    if (form.tools().choice().isForced()) {
      return Optional.of(form.missingCall());
    }
    if (json != null) {
      return asked().fault();
    }
    return refusedCalls > 0 && !content.isSaid()
        ? Optional.of("it calls a tool that may not be called now, and says nothing")
        : Optional.empty();
  }

  /** What it took so far. */
  EmulationCounts counts() {
    int ofJson = json == null ? 0 : json.repairs();
    return new EmulationCounts(
        content.calls(), content.dropped(), repairs + ofJson, /* secondAsks= */ 0, 0);
  }

  private JsonAnswer asked() {
    if (json == null) {
      throw new IllegalStateException("no JSON is asked for");
    }
    return json;
  }

  private Block current() {
    if (block == null) {
      throw new IllegalStateException("no block is being read");
    }
    return block;
  }
}
