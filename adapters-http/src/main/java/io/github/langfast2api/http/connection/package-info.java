/**
 * The HTTP/1.1 connection: read-ahead, disconnect detection, slow-client timer, lingering close. It
 * knows Helidon and nothing of the APIs.
 */
@NullMarked
package io.github.langfast2api.http.connection;

import org.jspecify.annotations.NullMarked;
