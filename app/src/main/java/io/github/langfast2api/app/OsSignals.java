package io.github.langfast2api.app;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Handlers for signals of the operating system, by the JDK's {@code sun.misc.Signal}. That is
 * called by reflection, since the compiler warns of each use of it and no option turns that off.
 */
final class OsSignals {

  private OsSignals() {}

  /**
   * Runs the task on a thread of the JVM's whenever the process receives the signal, in place of
   * the default, which is to end the process.
   *
   * @param name the signal's name without SIG
   */
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
      throw new IllegalStateException("this JVM has no sun.misc.Signal", e);
    }
  }
}
