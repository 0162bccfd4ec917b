package io.github.langfast2api.app.e2e;

import org.opentest4j.TestAbortedException;

/** A client has no call for what a check wants, so that there is nothing to pass or to fail. */
final class NotOffered extends TestAbortedException {

  private static final long serialVersionUID = 1;

  NotOffered(String why) {
    super(why);
  }
}
