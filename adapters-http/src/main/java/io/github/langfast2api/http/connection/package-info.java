/**
 * The listener and the HTTP/1.1 connection: framing, read-ahead, disconnect detection, slow-client
 * timer, lingering close. It knows Helidon and nothing of the APIs.
 */
@NullMarked
package io.github.langfast2api.http.connection;

import org.jspecify.annotations.NullMarked;
