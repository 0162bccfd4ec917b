/** Errors as clients are told them, and what each failure of the domain is to them. */
@NullMarked
package io.github.langfast2api.http.error;

import org.jspecify.annotations.NullMarked;
