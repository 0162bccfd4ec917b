package io.github.langfast2api.langfast.emulation;

import io.github.langfast2api.domain.ChatDelta;
import io.github.langfast2api.domain.ChatEvent;
import io.github.langfast2api.domain.FinishReason;
import io.github.langfast2api.langfast.emulation.CallBody.End;
import io.github.langfast2api.langfast.emulation.MarkMatcher.Match;
import io.github.langfast2api.langfast.emulation.ToolNames.Callee;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Reader of what a model writes: text and blocks, of which it makes events. It looks at each
 * character once, and keeps no more than what may become a mark, and the block that is being
 * written. However the text is cut into deltas, it comes to the same. For one thread.
 */
final class AnswerReader {

  private enum State {
    /** What stands outside of blocks. */
    TEXT,
    /** What may become a mark. */
    MARK,
    /** The rest of a block's opening tag. */
    OPENING_TAG,
    /** A block, up to the end of its arguments. */
    BODY,
    /** What follows the arguments in their block. */
    REST,
    /** The rest of a closing tag. */
    CLOSING_TAG
  }

  /** As far as that, what could become a mark is likely none. */
  private static final int LIKELY_TEXT = "<tool_".length();

  private final AnswerForm form;
  private final AnswerContent content;
  private final AnswerText text;
  private final CallOutlet calls;
  private final MarkMatcher matcher;
  private final OpeningTag tag = new OpeningTag();
  private State state = State.TEXT;

  /** Where the mark began. */
  private State origin = State.TEXT;

  private @Nullable CallBlock block;

  /** Whether an opening tag turned out to be text, so that its closing tag is. */
  private boolean blockIsText;

  /**
   * @param memory for what is held of the answer
   * @param events where the events go
   */
  AnswerReader(AnswerForm form, AnswerMemory memory, Queue<ChatEvent> events) {
    this.form = form;
    this.content = new AnswerContent(events, memory, form.tools().choice().isForced());
    this.text = new AnswerText(content, form.isJson() ? new JsonAnswer(form, memory) : null);
    this.calls = new CallOutlet(form.tools(), content, memory);
    this.matcher = new MarkMatcher(form.marks());
  }

  /** Takes the next piece of text. */
  void take(ChatDelta delta) {
    String piece = delta.text();
    int i = 0;
    while (i < piece.length()) {
      i = take(delta, i);
    }
    content.flush();
  }

  private int take(ChatDelta delta, int i) {
    char c = delta.text().charAt(i);
    return switch (state) {
      case TEXT -> beginMark(delta, text.take(delta, i));
      case REST -> beginMark(delta, text.drop(delta.text(), i));
      case MARK -> mark(c) ? i + 1 : i;
      case OPENING_TAG -> openingTag(c) ? i + 1 : i;
      case CLOSING_TAG -> closingTag(c) ? i + 1 : i;
      case BODY -> {
        body(current(), c);
        yield i + 1;
      }
    };
  }

  private int beginMark(ChatDelta delta, int at) {
    if (at == delta.text().length()) {
      return at;
    }
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
        endBlock(End.INTERRUPTED);
        tag.begin();
        state = State.OPENING_TAG;
      }
      case CLOSING -> closing();
      case RESULT -> {
        endBlock(End.CLOSED);
        content.end();
        content.dropPiece();
        state = State.TEXT;
      }
    }
    return match != Match.NONE;
  }

  private void noMark(String piece) {
    switch (state) {
      case BODY -> {
        if (current().body().take(piece)) {
          whole(current());
        }
      }
      case REST -> content.drop(piece, 0, piece.length());
      default -> text.take(piece);
    }
  }

  private void closing() {
    endBlock(End.CLOSED);
    if (blockIsText) {
      blockIsText = false;
      state = State.TEXT;
      text.take(form.marks().defused(matcher.text()));
    } else {
      content.dropMark();
      state = State.CLOSING_TAG;
    }
  }

  private boolean closingTag(char c) {
    boolean belongs = c == '>' || c == '_' || c == '-' || Character.isLetterOrDigit(c);
    if (!belongs || c == '>') {
      state = State.TEXT;
    }
    return belongs;
  }

  private boolean openingTag(char c) {
    OpeningTag.Progress progress = tag.take(c);
    switch (progress) {
      case OPEN -> {}
      case WHOLE -> opened();
      case TEXT -> tagIsText();
    }
    return progress != OpeningTag.Progress.TEXT;
  }

  private void opened() {
    Optional<Callee> callee = tag.name().flatMap(form.names()::find);
    blockIsText = callee.isEmpty();
    if (callee.isEmpty()) {
      tagIsText();
      return;
    }
    content.beginBlock();
    block = calls.begin(callee.get(), "<" + form.marks().call() + tag.text());
    state = State.BODY;
    if (tag.isClosed()) {
      endBlock(End.CLOSED);
      state = State.REST;
    }
  }

  private void tagIsText() {
    state = State.TEXT;
    text.take(form.marks().defused("<" + form.marks().call() + tag.text()));
  }

  private void body(CallBlock current, char c) {
    if (c == '<' && current.body().mayHoldMark()) {
      beginMark(/* inBody= */ !current.callee().freeText());
    } else if (current.body().take(c)) {
      whole(current);
    }
  }

  private void whole(CallBlock whole) {
    block = null;
    calls.take(whole, whole.body().arguments());
    state = State.REST;
  }

  private void endBlock(End end) {
    CallBlock ended = block;
    if (ended == null) {
      return;
    }
    block = null;
    Optional<String> arguments = ended.body().argumentsAt(end);
    if (arguments.isPresent()) {
      calls.take(ended, arguments.get());
    } else {
      text.take(form.marks().defused(ended.text()));
      ended.body().free();
    }
  }

  /** The upstream's answer is finished: what is it, and what is wrong with it? */
  AnswerEnd finish(FinishReason reason) {
    FinishReason told = reason == FinishReason.TOOL_CALLS ? FinishReason.STOP : reason;
    if (endOpen(told == FinishReason.STOP)) {
      told = FinishReason.LENGTH;
    }
    boolean whole = told == FinishReason.STOP;
    text.finish(whole);
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
    if (block != null) {
      return endOpenBlock(block, whole);
    }
    boolean likely = whole || (state == State.MARK && matcher.text().length() <= LIKELY_TEXT);
    if (state == State.MARK && origin == State.TEXT && likely) {
      text.take(matcher.text());
    } else if (state == State.MARK || state == State.OPENING_TAG) {
      content.dropWhite();
    }
    return whole && state == State.OPENING_TAG;
  }

  private boolean endOpenBlock(CallBlock open, boolean whole) {
    block = null;
    End end = state == State.MARK ? End.CLOSED : End.FINISHED;
    Optional<String> arguments = whole ? open.body().argumentsAt(end) : Optional.empty();
    if (arguments.isPresent()) {
      calls.take(open, arguments.get());
    } else {
      content.dropWhite();
      open.body().free();
    }
    return whole && arguments.isEmpty();
  }

  private Optional<String> fault() {
    if (content.calls() > 0) {
      return Optional.empty();
    }
    if (form.tools().choice().isForced()) {
      return Optional.of(form.missingCall());
    }
    if (form.isJson()) {
      return text.fault();
    }
    return calls.refused() > 0 && !content.isSaid()
        ? Optional.of("it calls a tool that may not be called now, and says nothing")
        : Optional.empty();
  }

  /** Whether what is written may yet turn out to be no answer. */
  boolean mayBeAskedAgain() {
    return content.calls() == 0
        && (form.isJson() || form.tools().choice().isForced() || !content.isSaid());
  }

  /** What it took so far. */
  EmulationCounts counts() {
    return new EmulationCounts(
        content.calls(), content.dropped(), calls.repairs() + text.repairs(), 0, 0);
  }

  private CallBlock current() {
    return Objects.requireNonNull(block, "no block is being read");
  }
}
