package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

/**
 * What the benchmark decides and writes, held to what it should be. The build's tests call it,
 * since the benchmark itself is no part of the build.
 */
public final class SelfCheck {

  private static final String BASELINE = "# what it was\nPACED\t2.0\nFULL_SPEED\t3.0\nJSON\t10.0\n";

  private SelfCheck() {}

  /** Each check by the sentence that it holds; it throws if the sentence is not true. */
  public static Map<String, Callable<Void>> checks() {
    Map<String, Callable<Void>> checks = new LinkedHashMap<>();
    put(checks, "aRatioUpToFifteenPercentAboveTheBaselineIsGood", SelfCheck::good);
    put(checks, "aRatioFurtherAboveTheBaselineIsWorse", SelfCheck::worse);
    put(checks, "aRatioThatIsMissingOrNoNumberIsWorse", SelfCheck::missing);
    put(checks, "theTableOfTheGateHasEachLoadWithItsChange", SelfCheck::gateTable);
    put(checks, "aBaselineIsReadAsItWasWritten", SelfCheck::roundTrip);
    put(checks, "aBaselineThatLacksALoadOrIsNoNumberIsRefused", SelfCheck::badBaselines);
    put(checks, "theBaselineOfTheProjectCanBeRead", SelfCheck::committedBaseline);
    put(checks, "aMedianIsTheMiddleOne", SelfCheck::medians);
    put(checks, "aSampleOnAFullCoreIsOverloaded", SelfCheck::fullCore);
    put(checks, "aSampleThatIsLateIsOverloadedUnlessOthersHadTheCore", SelfCheck::late);
    put(checks, "aSampleOnABusyCoreTellsNoTimes", SelfCheck::busyCore);
    put(checks, "figuresAreReadAsTheyWereWritten", SelfCheck::figures);
    put(checks, "theTableOfPeersTellsWhatWasNotMeasuredAndWhy", SelfCheck::peersTable);
    put(checks, "onlyWhatStandsBetweenTheMarksOfAPageIsReplaced", SelfCheck::marks);
    return checks;
  }

  private interface Check {
    void run() throws Exception;
  }

  private static void put(Map<String, Callable<Void>> checks, String sentence, Check check) {
    checks.put(
        sentence,
        () -> {
          check.run();
          return null;
        });
  }

  private static void good() {
    equal(List.of(), GateBaseline.of(BASELINE).worse(ratios(2.3 - 1e-9, 1, 11.4)));
  }

  private static void worse() {
    equal(
        List.of(GateLoad.PACED, GateLoad.JSON),
        GateBaseline.of(BASELINE).worse(ratios(2.31, 3.4, 11.6)));
  }

  private static void missing() {
    Map<GateLoad, Double> ratios = ratios(2, Double.NaN, 10);
    ratios.remove(GateLoad.JSON);
    equal(List.of(GateLoad.FULL_SPEED, GateLoad.JSON), GateBaseline.of(BASELINE).worse(ratios));
  }

  private static void gateTable() {
    equal(
        """
        | processor time beside nginx | baseline | now | change | |
        |---|---|---|---|---|
        | per delta, 100 streams at ten a second | 2.00 × | 2.40 × | +20 % | worse |
        | per delta, 16 streams at full speed | 3.00 × | 3.00 × | +0 % | good |
        | per answer as JSON, 40 deltas | 10.00 × | 5.00 × | -50 % | good |
        """,
        GateBaseline.of(BASELINE).table(ratios(2.4, 3, 5)));
  }

  private static void roundTrip() {
    Map<GateLoad, Double> ratios = ratios(2.125, 3.5, 10.25);
    equal(ratios, GateBaseline.of(GateBaseline.text(ratios)).ratios());
  }

  private static void badBaselines() {
    refused(() -> GateBaseline.of("PACED\t2.0\n"));
    refused(() -> GateBaseline.of(BASELINE.replace("10.0", "NaN")));
    refused(() -> GateBaseline.of(BASELINE.replace("10.0", "0")));
    refused(() -> GateBaseline.of(BASELINE.replace("JSON", "XML")));
    refused(() -> GateBaseline.of(BASELINE + "PACED 2.0\n"));
  }

  private static void committedBaseline() throws IOException {
    GateBaseline baseline =
        GateBaseline.of(Files.readString(Path.of("src", "bench", "resources", "gate")));
    equal(List.of(), baseline.worse(baseline.ratios()));
  }

  private static void medians() {
    equal(2.0, GateBaseline.median(List.of(9.0, 1.0, 2.0)));
    equal(2.5, GateBaseline.median(List.of(9.0, 1.0, 2.0, 3.0)));
  }

  private static void fullCore() {
    equal(Sample.State.OVERLOADED, sample(9.9, 0, 10, 5).state());
  }

  private static void late() {
    equal(Sample.State.CALM, sample(3, 0, 10, 9).state());
    equal(Sample.State.OVERLOADED, sample(3, 0, 10, 5).state());
    equal(Sample.State.DISTURBED, sample(3, 4, 10, 5).state());
    equal(Sample.State.CALM, sample(3, 0, 10, 0).state());
  }

  private static void busyCore() {
    equal(Sample.State.BUSY, sample(9, 0, 10, 9).state());
    equal(Sample.State.DISTURBED, sample(3, 2, 10, 9).state());
    equal(Sample.State.LOAD_BUSY, new Sample(1, 1, 3, 10, 5, 9, 0, 0, List.of(), 1).state());
  }

  private static void figures() throws IOException {
    Path file = Files.createTempFile("figures", "");
    new Figures(file).put(1.5, "nginx", "hot", "20", "delta");
    new Figures(file).put("1.2.3", "nginx", "version");
    Figures figures = new Figures(file);
    equal(1.5, figures.number("nginx", "hot", "20", "delta").orElse(0));
    equal("1.2.3", figures.text("nginx", "version").orElse(""));
    equal(List.of("20"), figures.below("nginx", "hot"));
    Files.delete(file);
  }

  private static void peersTable() throws IOException {
    Path file = Files.createTempFile("figures", "");
    Files.writeString(
        file,
        """
        left out\tBifrost\tit could not be installed
        nginx\tversion\t1.22.1
        nginx\thot\t20\tdelta\t40.0
        nginx\thot\t1000\tdelta\t16.04
        langfast2api\thot\t20\tdelta\t80.0
        langfast2api\thot\t1000\tdelta\t1024.0
        langfast2api\thot\t1000\tstate\tOVERLOADED
        Portkey\thot\tjson\tanswer\t3067.0
        Portkey\tno streams\tHTTP/1.1 500 Internal Server Error
        LiteLLM\thot\t20\tdelta\t1824.0
        """);
    String text = new PeersReport(new Figures(file)).text("now");
    Files.delete(file);
    for (String line :
        List.of(
            "Bifrost is left out: it could not be installed.",
            "Portkey answers a stream with `HTTP/1.1 500 Internal Server Error`.",
            "| nginx, hot | 40.0 | 16.0 | – | – |",
            "| langfast2api, hot | 80.0 | 1,024, overloaded | – | – |",
            "| that beside nginx, hot | 2.0 ×; goal 1.8 | 63.8 ×; goal 1.2 | – | – |",
            "| LiteLLM, hot | 1,824 | not driven | – | – |",
            "| Portkey, hot | no streams | no streams | no streams | 3,067 |")) {
      if (!text.lines().toList().contains(line)) {
        throw new AssertionError(line + "\nis not in\n" + text);
      }
    }
  }

  private static void marks() {
    String page = "a\n<!-- x -->\nold\n<!-- end of x -->\nb\n";
    equal("a\n<!-- x -->\nnew\n<!-- end of x -->\nb\n", MarkedPage.replace(page, "x", "new\n"));
    refused(() -> MarkedPage.replace(page, "y", "new\n"));
  }

  private static Sample sample(double cpu, double others, double wall, double expected) {
    return new Sample(1, 1, cpu, wall, expected, 0, others, 0, List.of(), 1);
  }

  private static Map<GateLoad, Double> ratios(double paced, double fullSpeed, double json) {
    Map<GateLoad, Double> ratios = new EnumMap<>(GateLoad.class);
    ratios.put(GateLoad.PACED, paced);
    ratios.put(GateLoad.FULL_SPEED, fullSpeed);
    ratios.put(GateLoad.JSON, json);
    return Collections.checkedMap(ratios, GateLoad.class, Double.class);
  }

  private static void equal(Object expected, Object actual) {
    if (!Objects.equals(expected, actual)) {
      throw new AssertionError("expected\n" + expected + "\nbut it is\n" + actual);
    }
  }

  private static void refused(Runnable call) {
    try {
      call.run();
    } catch (IllegalArgumentException e) {
      return;
    }
    throw new AssertionError("it was not refused");
  }
}
