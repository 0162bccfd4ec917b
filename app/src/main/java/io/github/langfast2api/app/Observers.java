package io.github.langfast2api.app;

import io.github.langfast2api.http.RequestObserver;
import java.util.List;

/** Several observers as one. */
record Observers(List<RequestObserver> observers) implements RequestObserver {

  Observers {
    observers = List.copyOf(observers);
  }

  @Override
  public Observation begin(Received received) {
    List<Observation> observations =
        observers.stream().map(observer -> observer.begin(received)).toList();
    return new Observation() {
      @Override
      public void end(Served served) {
        observations.forEach(observation -> observation.end(served));
      }

      @Override
      public Runnable carried(Runnable task) {
        Runnable carried = task;
        for (Observation observation : observations) {
          carried = observation.carried(carried);
        }
        return carried;
      }
    };
  }
}
