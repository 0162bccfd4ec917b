package bench;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The processor time of another process, to the nanosecond: what {@code /proc/PID/stat} has as
 * utime and stime in steps of ten milliseconds, which are a few hundred deltas.
 */
final class CpuClock {

  /** Linux's MAKE_PROCESS_CPUCLOCK(pid, CPUCLOCK_SCHED). */
  private static final int SCHED = 2;

  private static final MethodHandle GET_TIME =
      Linker.nativeLinker()
          .downcallHandle(
              Linker.nativeLinker().defaultLookup().findOrThrow("clock_gettime"),
              FunctionDescriptor.of(
                  ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));

  private CpuClock() {}

  /** Seconds of processor time of a process and its threads so far, in the kernel as well. */
  static double seconds(long pid) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment time = arena.allocate(ValueLayout.JAVA_LONG, 2);
      int clock = ~(int) pid << 3 | SCHED;
      if ((int) GET_TIME.invokeExact(clock, time) != 0) {
        throw new IllegalStateException("process " + pid + " has ended");
      }
      return time.getAtIndex(ValueLayout.JAVA_LONG, 0)
          + time.getAtIndex(ValueLayout.JAVA_LONG, 1) / 1e9;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
