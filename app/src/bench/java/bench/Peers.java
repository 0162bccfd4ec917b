package bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures one gateway as all others are: cold, which is its first answers, and hot. Adds its
 * figures to a file for {@link PeersReport}.
 *
 * <p>Arguments: the gateway ({@code nginx}, {@code LiteLLM}, {@code Portkey}, {@code dialects} for
 * the APIs of ours, those of a {@link BareProxy}, or any other name for ours), the file, the core
 * to pin it to (empty for any), the numbers of streams, the folder where it is installed, or the
 * jar and flags of the JVM.
 */
public final class Peers {

  /** The fewest answers that are measured of a process that has just started. */
  private static final int COLD_ANSWERS = 100;

  private static final int COLD_JSON_ANSWERS = 600;
  private static final int HOT_ANSWERS_EACH = 2;
  private static final double SECONDS = 4;

  /** The JVM compiles during so many streams; others are warm after the seconds. */
  private static final int WARM_ANSWERS = 60_000;

  /** It compiles anew what comes at a pace. */
  private static final int WARM_PACED_STREAMS = 300;

  private static final int WARM_PACED_ANSWERS_EACH = 4;

  private static final double JVM_WARM_SECONDS = 60;
  private static final double WARM_SECONDS = 8;
  private static final double JVM_WARM_JSON_SECONDS = 15;
  private static final int WARM_JSON_ANSWERS = 10_000;
  private static final double API_WARM_SECONDS = 6;
  private static final int IDLE_MILLIS = 1000;

  private interface Starter {
    Served start(Upstream upstream) throws Exception;
  }

  private final String name;
  private final Figures figures;
  private final String core;
  private final List<Integer> streams;
  private final Starter starter;
  private final Upstream upstream = new Upstream();
  private BenchRequest question = BenchRequest.HI;

  private Peers(String[] args) throws IOException {
    name = args[0];
    figures = new Figures(Path.of(args[1]));
    core = args[2];
    List<String> pin = core.isEmpty() ? List.of() : List.of("taskset", "-c", core);
    streams = List.of(args[3].split(",")).stream().map(Integer::valueOf).toList();
    List<String> rest = List.of(args).subList(4, args.length);
    starter =
        switch (name) {
          case "nginx" -> up -> MeasuredNginx.start(up, pin);
          case "LiteLLM" -> up -> PeerProcess.litellm(up, pin, Path.of(rest.getFirst()));
          case "Portkey" -> up -> PeerProcess.portkey(pin, Path.of(rest.getFirst()));
          case PeersReport.BARE, PeersReport.BARE_HAND_OFF ->
              up -> PeerProcess.bare(up, pin, rest.getFirst(), rest.subList(1, rest.size()));
          default ->
              up -> MeasuredGateway.start(up, rest.getFirst(), pin, rest.subList(1, rest.size()));
        };
    if (name.equals("Portkey")) {
      question = PeerProcess.portkey(question, upstream);
    }
  }

  public static void main(String[] args) throws Exception {
    Peers peers = new Peers(args);
    peers.warmTheLoad();
    if (peers.name.equals("dialects")) {
      peers.dialects();
    } else {
      if (peers.hot()) {
        peers.coldStreams();
      }
      peers.coldJson();
    }
    System.exit(0);
  }

  /** The first answers are not to find the load cold. */
  private void warmTheLoad() throws Exception {
    Served twin = new Served(List.of(), upstream.callsPort());
    new Load(upstream, twin, core).fullSpeed(BenchRequest.HI, SECONDS);
    double direct = GateBaseline.median(new Load(upstream, twin, core).firstTexts(BenchRequest.HI));
    figures.put(direct, name, "direct", "first text");
  }

  private void coldStreams() throws Exception {
    for (int count : streams) {
      try (Served served = starter.start(upstream)) {
        Thread.sleep(IDLE_MILLIS);
        int each = Math.max(1, COLD_ANSWERS / count);
        Sample sample = new Load(upstream, served, core).paced(question, count, each);
        put(sample, name, "cold", count);
        if (sample.state() == Sample.State.OVERLOADED) {
          return;
        }
      }
    }
  }

  private void coldJson() throws Exception {
    try (Served served = starter.start(upstream)) {
      Thread.sleep(IDLE_MILLIS);
      int each = COLD_JSON_ANSWERS / Load.JSON_CLIENTS;
      putJson(new Load(upstream, served, core).json(question, each), name, "cold");
    }
  }

  /** Measures a warm process; whether it streams at all. */
  private boolean hot() throws Exception {
    long start = System.nanoTime();
    try (Served served = starter.start(upstream)) {
      double started = (System.nanoTime() - start) / 1e9;
      Thread.sleep(IDLE_MILLIS);
      figures.put(served.rss(), name, "cold", "idle rss");
      Load load = new Load(upstream, served, core);
      boolean streams = true;
      try {
        double first = load.firstTexts(question).getFirst();
        figures.put(first, name, "cold", "first text");
        figures.put(started + first / 1e3, name, "cold", "start");
        hotStreams(load);
      } catch (IOException e) {
        streams = false;
        long asked = System.nanoTime();
        load.oneAnswer(question);
        figures.put(started + (System.nanoTime() - asked) / 1e9, name, "cold", "start");
        figures.put(e.getMessage().lines().findFirst().orElse(""), name, "no streams");
      }
      load.warmJson(question, WARM_JSON_ANSWERS, WARM_SECONDS);
      if (compiles()) {
        var unused = load.json(question, JVM_WARM_JSON_SECONDS);
      }
      putJson(load.json(question, SECONDS), name, "hot");
      return streams;
    }
  }

  private boolean compiles() {
    return name.startsWith("langfast2api");
  }

  private void hotStreams(Load load) throws Exception {
    double warm = compiles() ? JVM_WARM_SECONDS : WARM_SECONDS;
    load.warm(question, WARM_ANSWERS, warm);
    if (compiles()) {
      var unused = load.paced(question, WARM_PACED_STREAMS, WARM_PACED_ANSWERS_EACH);
    }
    for (int count : streams) {
      Sample sample = load.paced(question, count, HOT_ANSWERS_EACH);
      put(sample, name, "hot", count);
      if (sample.state() == Sample.State.OVERLOADED) {
        break;
      }
    }
    putFull(load.fullSpeed(question, SECONDS), name);
    figures.put(GateBaseline.median(load.firstTexts(question)), name, "hot", "first text");
  }

  /** The APIs of ours, with a tool offered and without, by turns in one warm process. */
  private void dialects() throws Exception {
    Map<String, BenchRequest> apis = new LinkedHashMap<>();
    apis.put("chat completions", BenchRequest.HI);
    apis.put("Responses", BenchRequest.response(false));
    apis.put("Messages", BenchRequest.message());
    for (String api : List.copyOf(apis.keySet())) {
      apis.put(api + ", a tool offered", apis.get(api).withTool());
    }
    try (Served served = starter.start(upstream)) {
      Load load = new Load(upstream, served, core);
      for (BenchRequest asked : apis.values()) {
        load.warm(asked, WARM_ANSWERS, API_WARM_SECONDS);
        load.warmJson(asked, WARM_JSON_ANSWERS, API_WARM_SECONDS);
      }
      for (int count : streams) {
        for (Map.Entry<String, BenchRequest> api : apis.entrySet()) {
          put(load.paced(api.getValue(), count, 1), api.getKey(), "hot", count);
        }
      }
      for (Map.Entry<String, BenchRequest> api : apis.entrySet()) {
        putFull(load.fullSpeed(api.getValue(), SECONDS), api.getKey());
        putJson(load.json(api.getValue(), SECONDS), api.getKey(), "hot");
      }
    }
  }

  private void put(Sample sample, String as, String when, int count) throws IOException {
    String load = String.valueOf(count);
    figures.put(sample.microsPerDelta(), as, when, load, "delta");
    figures.put(sample.cpu() / sample.wall(), as, when, load, "core");
    figures.put(sample.loadCpu() / sample.wall(), as, when, load, "load core");
    figures.put(sample.failed(), as, when, load, "failed");
    figures.put(sample.rss(), as, when, load, "rss");
    for (int i = 0; i < Sample.QUANTILES.size(); i++) {
      figures.put(sample.ages().get(i), as, when, load, "age " + Sample.QUANTILES.get(i));
    }
    figures.put(sample.others() / sample.wall(), as, when, load, "others");
    figures.put(sample.state().name(), as, when, load, "state");
  }

  private void putFull(Sample sample, String as) throws IOException {
    if (sample.failed() == 0) {
      figures.put(sample.microsPerDelta(), as, "hot", "full", "delta");
    }
  }

  private void putJson(Sample sample, String as, String when) throws IOException {
    if (sample.failed() == 0) {
      figures.put(sample.microsPerAnswer(), as, when, "json", "answer");
    }
  }
}
