/** Error responses: their forms, and the mapping from failures and exceptions to them. */
@NullMarked
package io.github.langfast2api.http.error;

import org.jspecify.annotations.NullMarked;
