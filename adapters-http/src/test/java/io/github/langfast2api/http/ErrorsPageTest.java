package io.github.langfast2api.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.langfast2api.domain.ChatFailure;
import io.github.langfast2api.domain.ChatFailure.Clock;
import io.github.langfast2api.http.KnownError.Group;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * {@code docs/errors.md} says what clients are answered over the wire, of each error and in each
 * dialect. {@code -Derrors=write} has it said.
 */
@Timeout(120)
class ErrorsPageTest {

  private static final Path PAGE = Path.of("..", "docs", "errors.md");
  private static final String BEGIN = "-Derrors=write -->\n";
  private static final String END = "<!-- end of errors -->";
  private static final int MAX_MESSAGE_CHARS = 72;
  private static final Pattern FIGURE = Pattern.compile("\\b(in|is|than) \\d+");
  private static final Pattern CODE =
      Pattern.compile("withCode\\(\\s*\"([a-z_]+)\"|\"([a-z]+_[a-z_]+)\",");

  @Test
  void thePageSaysWhatClientsAreAnswered() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    String wanted = page.substring(0, begin) + tables() + page.substring(page.indexOf(END));
    if (System.getProperty("errors", "").equals("write")) {
      Path unused = Files.writeString(PAGE, wanted);
    } else {
      assertEquals(wanted, page, "./verify fast -Derrors=write mends this");
    }
  }

  @Test
  void everyFailureIsOnThePage() {
    Set<Class<?>> known = failures().map(Object::getClass).collect(Collectors.toSet());
    assertEquals(Set.of(ChatFailure.class.getPermittedSubclasses()), known);
    Set<Clock> clocks =
        failures()
            .filter(ChatFailure.TimedOut.class::isInstance)
            .map(failure -> ((ChatFailure.TimedOut) failure).clock())
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Clock.class)));
    assertEquals(EnumSet.allOf(Clock.class), clocks);
  }

  @Test
  void failuresOfOneRowAreToldAlike() {
    try (AskedGateway gateway = new AskedGateway()) {
      for (KnownError error : errors().filter(row -> row.failures().size() > 1).toList()) {
        for (AskedDialect dialect : AskedDialect.values()) {
          Set<String> told = new HashSet<>();
          for (ChatFailure failure : error.failures()) {
            told.add(cell(gateway.failing(dialect, failure)));
          }
          assertTrue(told.size() <= 1, told::toString);
        }
      }
    }
  }

  /** Codes of errors that requests alone cause, as the sources have them. */
  @Test
  void everyCodeIsOnThePage() throws IOException {
    String page = Files.readString(PAGE);
    Set<String> codes = new HashSet<>();
    for (String file : List.of("error/HttpErrors", "error/InvalidRequest", "keys/ApiKeyGuard")) {
      Path source = Path.of("src/main/java/io/github/langfast2api/http", file + ".java");
      CODE.matcher(Files.readString(source))
          .results()
          .map(code -> Optional.ofNullable(code.group(1)).orElseGet(() -> code.group(2)))
          .forEach(codes::add);
    }
    assertTrue(codes.size() >= 12, codes::toString);
    codes.removeIf(code -> page.contains("`" + code + "`"));
    assertEquals(Set.of(), codes);
  }

  private static Stream<KnownError> errors() {
    return KnownErrors.all().stream().flatMap(group -> group.errors().stream());
  }

  private static Stream<ChatFailure> failures() {
    return errors().flatMap(error -> error.failures().stream());
  }

  private static String tables() {
    StringBuilder tables = new StringBuilder("\n");
    try (AskedGateway gateway = new AskedGateway()) {
      for (Group group : KnownErrors.all()) {
        tables
            .append("## ")
            .append(group.title())
            .append("\n\n| message | OpenAI's APIs | Anthropic's | again | why, and what to do |\n")
            .append("|---|---|---|---|---|\n");
        group.errors().forEach(error -> tables.append(row(gateway, error)).append('\n'));
        tables.append('\n');
      }
    }
    return tables.toString();
  }

  private static String row(AskedGateway gateway, KnownError error) {
    List<Optional<Api.Reply>> replies =
        Arrays.stream(AskedDialect.values())
            .map(dialect -> error.asking().apply(gateway, dialect))
            .toList();
    Api.Reply first = replies.stream().flatMap(Optional::stream).findFirst().orElseThrow();
    return "| %s | %s | %s | %s | %s |"
        .formatted(
            message(first),
            ofOpenAi(replies.subList(0, 2)),
            replies.getLast().map(ErrorsPageTest::cell).orElse(""),
            again(first),
            error.why());
  }

  /** What both of OpenAI's APIs say; they say the same. */
  private static String ofOpenAi(List<Optional<Api.Reply>> replies) {
    List<String> cells =
        replies.stream().flatMap(Optional::stream).map(ErrorsPageTest::cell).distinct().toList();
    assertEquals(1, cells.size(), cells::toString);
    return cells.getFirst();
  }

  private static String cell(Api.Reply reply) {
    JsonObject error = reply.json().getJsonObject("error");
    List<String> words = new ArrayList<>(List.of("`" + error.getString("type") + "`"));
    if (error.get("code") instanceof JsonString code) {
      words.add("`" + code.getString() + "`");
    }
    return reply.status() + " " + words.stream().distinct().collect(Collectors.joining(", "));
  }

  /** The beginning of a message, by which it is found; figures are of this gateway and moment. */
  private static String message(Api.Reply reply) {
    String told = reply.json().getJsonObject("error").getString("message");
    String message = FIGURE.matcher(told).replaceAll("$1 …").replace("|", "\\|");
    if (message.length() <= MAX_MESSAGE_CHARS) {
      return message;
    }
    String beginning = message.substring(0, message.lastIndexOf(' ', MAX_MESSAGE_CHARS));
    return beginning.endsWith("…") ? beginning : beginning + " …";
  }

  /** Whether OpenAI's and Anthropic's SDKs repeat the request by themselves. */
  private static String again(Api.Reply reply) {
    boolean told = reply.header("x-should-retry").isPresent();
    boolean repeats = List.of(408, 409, 429).contains(reply.status()) || reply.status() >= 500;
    if (told || !repeats) {
      return "no";
    }
    return reply.header("retry-after").isPresent() ? "yes, after `retry-after`" : "yes";
  }
}
