/**
 * The HTTP side of the gateway: APIs and pages over a {@link
 * io.github.langfast2api.domain.ChatBackend}. {@link io.github.langfast2api.http.ApiServer} is the
 * way in; other modules use it, its settings and {@code RequestObserver} alone.
 */
@NullMarked
package io.github.langfast2api.http;

import org.jspecify.annotations.NullMarked;
