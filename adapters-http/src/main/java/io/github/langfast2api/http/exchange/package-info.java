/**
 * The request that is being served: its context and id, its routes, its replies, and who observes
 * it.
 */
@NullMarked
package io.github.langfast2api.http.exchange;

import org.jspecify.annotations.NullMarked;
