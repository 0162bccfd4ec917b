package io.github.langfast2api.langfast;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.langfast2api.simulator.Call;
import io.github.langfast2api.simulator.Simulator;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PromptsTest {

  private final Simulator simulator = Simulator.start();
  private final LangFastApi api =
      SimulatorStage.api(SimulatorStage.settings(simulator), InstantSource.system());
  private final Prompts prompts =
      new Prompts(api, Variants.FAST.prompt(), SessionStore.none(), InstantSource.system());

  @AfterEach
  void close() {
    simulator.close();
  }

  @Test
  void nobodyGetsAnotherUsersPrompt() throws Exception {
    List<Session> users = List.of(api.signUp(), api.signUp());
    try (ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 20; round++) {
        List<Future<String>> owners = new ArrayList<>();
        for (Session user : users) {
          owners.add(requests.submit(() -> prompts.current(user).userId()));
        }
        assertEquals(users.get(0).userId(), owners.get(0).get());
        assertEquals(users.get(1).userId(), owners.get(1).get());
      }
    }
  }

  @Test
  void allWhoWaitGetTheOnePrompt() throws Exception {
    Session user = api.signUp();
    try (ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Prompts.Prompt>> waiting = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        waiting.add(requests.submit(() -> prompts.current(user)));
      }
      for (Future<Prompts.Prompt> one : waiting) {
        assertEquals(prompts.current(user), one.get());
      }
    }
    assertEquals(1, simulator.calls(Call.CREATE_PROMPT));
  }
}
