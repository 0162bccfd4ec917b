/** Authentication by API key, and the rate limits of keys, both before the body is read. */
@NullMarked
package io.github.langfast2api.http.keys;

import org.jspecify.annotations.NullMarked;
