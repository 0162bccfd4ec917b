package io.github.langfast2api.app.e2e;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A row of the table of failures in {@code docs/operations.md} that a test shows to be true. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface FailureRow {

  /** What breaks, as the table says it. */
  String value();
}
