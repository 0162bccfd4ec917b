/** JSON: cached factories, and a buffer that escapes as it is filled. */
@NullMarked
package io.github.langfast2api.http.json;

import org.jspecify.annotations.NullMarked;
