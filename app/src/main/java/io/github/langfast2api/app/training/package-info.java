/**
 * The other side of the training run for the JVM's ahead-of-time cache: LangFast and clients, in a
 * process of their own, so that the gateway's process learns the gateway's work alone.
 */
@NullMarked
package io.github.langfast2api.app.training;

import org.jspecify.annotations.NullMarked;
