package io.github.langfast2api.http;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What is logged for somebody to look at: no client should be able to fill a log with that. */
final class Warnings extends Handler {

  private static final Logger ROOT = Logger.getLogger("");

  private final List<String> heard = new CopyOnWriteArrayList<>();

  void listen() {
    ROOT.addHandler(this);
  }

  List<String> heard() {
    return List.copyOf(heard);
  }

  @Override
  public void publish(LogRecord record) {
    if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
      heard.add(record.getLoggerName() + ": " + record.getMessage());
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    ROOT.removeHandler(this);
  }
}
