/** The gateway's own pages and its OpenAPI description. */
@NullMarked
package io.github.langfast2api.http.pages;

import org.jspecify.annotations.NullMarked;
