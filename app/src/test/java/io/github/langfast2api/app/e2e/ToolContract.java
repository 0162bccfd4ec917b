package io.github.langfast2api.app.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.spi.JsonProvider;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What every client gets of tools, in answers as JSON and in streams. The model's last text repeats
 * what LangFast was sent, so that it tells whether calls and results got there.
 */
interface ToolContract {

  WireCall ZURICH =
      new WireCall("get_weather", "{\"city\":\"Z\u00fcrich \\\"old town\\\"\",\"days\":3}");
  WireCall OSLO = new WireCall("get_weather", "{\"city\":\"Oslo\",\"days\":1}");
  WireCall ROME = new WireCall("get_time", "{\"city\":\"Rome\"}");

  String IN_ZURICH = "4 \u00b0C in Z\u00fcrich \"old town\", 3 d";
  String IN_OSLO = "4 \u00b0C in Oslo, 1 d";
  String IN_ROME = "noon in Rome";

  JsonBuilderFactory JSON = JsonProvider.provider().createBuilderFactory(Map.of());

  /** The client, pointed at a gateway. */
  TestedClient connect(String url, String key);

  /** The finish reason of an answer whose one tool was forced. */
  default String finishOfNamedCall() {
    return "stop";
  }

  /** What the ids of calls begin with. */
  default String idPrefix() {
    return "call_";
  }

  @Test
  @Check("tool-call")
  default void aToolIsCalled(Gateways gateways) {
    Ask ask = Ask.forTurns("Let me look.\n" + block(ZURICH));
    assertCalls("Let me look.", List.of(ZURICH), "tool_calls", gateways, ask, Choice.AUTO);
  }

  @Test
  @Check("parallel-tool-calls")
  default void twoToolsAreCalledAtOnceAndBothResultsSent(Gateways gateways) {
    String both = block(OSLO) + block(ROME);
    Ask ask = Ask.forTurns(both, "{messages}");
    assertCalls("", List.of(OSLO, ROME), "tool_calls", gateways, ask, Choice.AUTO);
    try (TestedClient client = connect(gateways.scripted(), Gateways.KEY)) {
      String results = result(client, 1, OSLO, IN_OSLO) + "\n" + result(client, 2, ROME, IN_ROME);
      List<String> runs = List.of("get_weather: " + IN_OSLO, "get_time: " + IN_ROME);
      for (boolean streamed : List.of(false, true)) {
        assertLoop(runs, List.of(both, results), client, ask, streamed);
      }
    }
  }

  /** The model calls when it is asked once more, which it is where a call was forced. */
  @Test
  @Check("required-tool-call")
  default void aCallIsForced(Gateways gateways) {
    Ask ask = Ask.forTurns("It is noon.", block(ROME));
    assertCalls("", List.of(ROME), "tool_calls", gateways, ask, Choice.REQUIRED);
  }

  @Test
  @Check("named-tool-call")
  default void aCallOfOneToolIsForced(Gateways gateways) {
    Ask ask = Ask.forTurns(block(OSLO), block(ROME));
    assertCalls("", List.of(ROME), finishOfNamedCall(), gateways, ask, Choice.GET_TIME);
  }

  @Test
  @Check("tool-loop")
  default void theModelGoesOnAfterResultsUntilItCallsNoMore(Gateways gateways) {
    String words = "Let me look.\n";
    Ask ask = Ask.forTurns(words + block(ZURICH), block(ROME), "{messages}");
    try (TestedClient client = connect(gateways.scripted(), Gateways.KEY)) {
      String weather = result(client, 1, ZURICH, IN_ZURICH);
      String time = result(client, 1, ROME, IN_ROME);
      List<String> runs = List.of("get_weather: " + IN_ZURICH, "get_time: " + IN_ROME);
      for (boolean streamed : List.of(false, true)) {
        String first = (client.keepsWords(streamed) ? words : "") + block(ZURICH);
        assertLoop(runs, List.of(first, weather, block(ROME), time), client, ask, streamed);
      }
    }
  }

  private void assertCalls(
      String text, List<WireCall> calls, String finish, Gateways gateways, Ask ask, Choice choice) {
    try (TestedClient client = connect(gateways.scripted(), Gateways.KEY)) {
      for (boolean streamed : List.of(false, true)) {
        ToolReply reply = client.calls(ask, choice, streamed);
        WireAnswer.assertIds(idPrefix(), reply.ids());
        assertEquals(new ToolReply(text, reply.ids(), calls, finish), reply);
        assertEquals(calls.size(), reply.ids().size());
      }
    }
  }

  private static void assertLoop(
      List<String> runs, List<String> turns, TestedClient client, Ask ask, boolean streamed) {
    Toolbox tools = new Toolbox();
    String said = client.loop(ask, tools, streamed);
    assertEquals(runs, tools.runs());
    assertEquals(sent(turns), said);
  }

  /** What the model says of turns that are its own and the user's by turns. */
  private static String sent(List<String> turns) {
    JsonArrayBuilder sent = JSON.createArrayBuilder();
    for (int i = 0; i < turns.size(); i++) {
      String role = i % 2 == 0 ? "assistant" : "user";
      sent.add(JSON.createArrayBuilder().add(role).add(turns.get(i)));
    }
    return sent.build().toString();
  }

  private static String block(WireCall call) {
    return "<tool_call_@ name=\"%s\">%s</tool_call_@>".formatted(call.name(), call.arguments());
  }

  private static String result(TestedClient client, int at, WireCall call, String text) {
    return "<tool_result_@ call=\"%d\" name=\"%s\">\n%s\n</tool_result_@>"
        .formatted(at, call.name(), client.written(text));
  }
}
