package io.github.langfast2api.app;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Signals of the operating system. The JDK's {@code sun.misc.Signal} is the only way to them; it is
 * reached by its name since the compiler takes every mention of it for a mistake.
 */
final class Signals {

  private Signals() {}

  /** Runs the task whenever the process gets the signal, instead of ending. */
  static void handle(String name, Runnable task) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler run =
          (proxy, method, arguments) -> {
            task.run();
            return null;
          };
      Object runner =
          Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, run);
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), runner);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Java knows no signals", e);
    }
  }
}
