/** API keys and rate limits, before a body is read. */
@NullMarked
package io.github.langfast2api.http.keys;

import org.jspecify.annotations.NullMarked;
