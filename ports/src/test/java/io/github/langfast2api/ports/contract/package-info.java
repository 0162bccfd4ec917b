/**
 * The contract kit: what every {@link io.github.langfast2api.domain.ChatBackend} promises, as tests
 * that run over any of them, and a backend in memory that any test can swap in.
 */
@NullMarked
package io.github.langfast2api.ports.contract;

import org.jspecify.annotations.NullMarked;
