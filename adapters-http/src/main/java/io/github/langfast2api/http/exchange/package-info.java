/**
 * The request in progress and its response: context and id, observer, routes, replies, error
 * handlers.
 */
@NullMarked
package io.github.langfast2api.http.exchange;

import org.jspecify.annotations.NullMarked;
