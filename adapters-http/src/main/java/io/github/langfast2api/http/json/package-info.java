/** JSON: cached factories of JSON-P, and a buffer of UTF-8 for the streaming path. */
@NullMarked
package io.github.langfast2api.http.json;

import org.jspecify.annotations.NullMarked;
