/** Retries, a circuit breaker and deadlines for any backend. */
@NullMarked
package io.github.langfast2api.ports.resilience;

import org.jspecify.annotations.NullMarked;
