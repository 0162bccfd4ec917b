package io.github.langfast2api.langfast;

import io.github.langfast2api.domain.ChatRequest;
import io.github.langfast2api.domain.Message;
import io.github.langfast2api.domain.Part;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Redaction of what LangFast says, before it stands in a log or is told to a client: an error may
 * quote the request that it answers, with its tokens and its messages. Only what looks like prose
 * about an error is kept, and of that nothing that was sent.
 */
final class Redaction {

  /** Redacts what was sent in no call, as the errors of a handshake. */
  static final Redaction GENERAL = new Redaction(List.of());

  private static final int MAX_CHARS = 300;
  private static final String MASK = "****";

  /** What is shorter is a word like others. */
  private static final int MIN_QUOTED_CHARS = 4;

  private static final int MIN_QUOTED_NUMBER_CHARS = 6;

  /** Markup, JSON and escapes: what begins so is no sentence. */
  private static final Pattern NO_PROSE = Pattern.compile("[{<\\\\]|\\[\\s*[\"\\[{]");

  private static final Pattern CONTROLS = Pattern.compile("[\\s\\p{Cntrl}\\p{Z}]+");

  /** A quotation of more than a name; one whose end is missing goes on to the end of the text. */
  private static final Pattern QUOTATION =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}])([\"'`\u201c\u2018\u00ab])"
              + "(?![\\w.:/\\[\\]-]{1,40}[\"'`\u201d\u2019\u00bb])"
              + ".*?(?:[\"'`\u201d\u2019\u00bb](?![\\p{L}\\p{N}])|$)");

  private static final Pattern WORD = Pattern.compile("[^\\s\"'`,;()]+");
  private static final Pattern WORD_SEPARATORS = Pattern.compile("[-._/:=\\[\\]_]+");
  private static final int MAX_LETTERS = 30;
  private static final int MAX_LETTERS_AND_DIGITS = 12;

  /** Names in camel case have fewer capitals. */
  private static final Pattern RANDOM_LETTERS =
      Pattern.compile("(?=.{16})(?:[a-z]{0,3}[A-Z]){5}.*");

  /** The members of a call's body that hold no secret and no text of a client's. */
  private static final Set<String> HARMLESS_MEMBERS =
      Set.of(
          "model",
          "role",
          "type",
          "stream",
          "response_format",
          "reasoning_effort",
          "verbosity",
          "detail",
          "run_id",
          "prompt_id",
          "created_by",
          "p_name",
          "p_icon");

  private final List<String> sent;

  private Redaction(List<String> sent) {
    this.sent = sent;
  }

  /** Redacts what quotes these texts as well. */
  static Redaction of(List<String> sent) {
    return new Redaction(
        sent.stream()
            .filter(text -> text.length() >= MIN_QUOTED_CHARS)
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList());
  }

  /** Redacts what quotes a request's messages. */
  static Redaction of(ChatRequest request) {
    List<String> sent = new ArrayList<>();
    for (Message message : request.messages()) {
      message.name().ifPresent(sent::add);
      for (Part part : message.parts()) {
        switch (part) {
          case Part.Text(String text) -> sent.add(text);
          case Part.Image image -> sent.add(image.url());
          default -> {} // never sent to LangFast
        }
      }
    }
    return of(sent);
  }

  /**
   * Redacts what quotes a call.
   *
   * @param secrets the values of its headers
   */
  static Redaction ofCall(List<String> secrets, JsonObject body) {
    List<String> sent = new ArrayList<>(secrets);
    collect(body, sent);
    return of(sent);
  }

  /**
   * The part of an error's message that can be told: a line of 300 characters at most, or nothing.
   */
  String apply(String message) {
    String text = CONTROLS.matcher(message).replaceAll(" ").strip();
    Matcher noProse = NO_PROSE.matcher(text);
    if (noProse.find()) {
      text = text.substring(0, noProse.start()).stripTrailing() + "…";
    }
    text = shortened(text);
    for (String each : sent) {
      text = text.replace(each, MASK);
    }
    text = new QuotedFragments(text).masked(sent, MASK);
    text = QUOTATION.matcher(text).replaceAll(MASK);
    text =
        WORD.matcher(text)
            .replaceAll(
                found ->
                    isHarmless(found.group()) && !isQuoted(found.group())
                        ? Matcher.quoteReplacement(found.group())
                        : MASK);
    return text.codePoints().anyMatch(Character::isLetterOrDigit) ? text : "";
  }

  /** Whether a word was sent that is more telling than most: a number, or in another script. */
  private boolean isQuoted(String word) {
    boolean telling = word.length() >= MIN_QUOTED_NUMBER_CHARS && hasDigit(word);
    boolean foreign = word.length() >= MIN_QUOTED_CHARS && word.chars().anyMatch(c -> c > 0x7F);
    return (telling || foreign) && sent.stream().anyMatch(text -> text.contains(word));
  }

  private static String shortened(String text) {
    return text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS) + "…";
  }

  /** Whether a word is one of a language, a name of a model or a member, a number, or short. */
  private static boolean isHarmless(String word) {
    return !word.contains("@")
        && !word.startsWith("eyJ")
        && WORD_SEPARATORS.splitAsStream(word).allMatch(Redaction::isHarmlessPart);
  }

  private static boolean isHarmlessPart(String part) {
    return part.length() <= (hasDigit(part) ? MAX_LETTERS_AND_DIGITS : MAX_LETTERS)
        && !RANDOM_LETTERS.matcher(part).matches();
  }

  private static boolean hasDigit(String text) {
    return text.chars().anyMatch(c -> c >= '0' && c <= '9');
  }

  private static void collect(JsonValue value, List<String> into) {
    switch (value) {
      case JsonString text -> into.add(text.getString());
      case JsonArray list -> list.forEach(each -> collect(each, into));
      case JsonObject object -> {
        for (Map.Entry<String, JsonValue> member : object.entrySet()) {
          if (!HARMLESS_MEMBERS.contains(member.getKey())) {
            collect(member.getValue(), into);
          }
        }
      }
      default -> {} // no text
    }
  }
}
