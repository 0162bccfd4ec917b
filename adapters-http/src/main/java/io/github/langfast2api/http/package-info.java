/**
 * OpenAI's HTTP API over a {@link io.github.langfast2api.domain.ChatBackend}: routes, requests,
 * completions, event streams and errors. {@link io.github.langfast2api.http.ApiServer} is the way
 * in; all else is its own business.
 */
@NullMarked
package io.github.langfast2api.http;

import org.jspecify.annotations.NullMarked;
