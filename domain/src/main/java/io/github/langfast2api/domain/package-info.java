/**
 * The domain: chat requests, streamed answers, failures, models, and the port {@link
 * io.github.langfast2api.domain.ChatBackend}. It knows no protocol, no format and no library.
 */
@NullMarked
package io.github.langfast2api.domain;

import org.jspecify.annotations.NullMarked;
