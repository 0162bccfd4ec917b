/**
 * The HTTP/1.1 connection: read-ahead, disconnect detection, slow-client timer. It knows Helidon
 * and nothing of this API.
 */
@NullMarked
package io.github.langfast2api.http.connection;

import org.jspecify.annotations.NullMarked;
