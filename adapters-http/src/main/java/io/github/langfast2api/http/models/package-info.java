/** The lists of models. */
@NullMarked
package io.github.langfast2api.http.models;

import org.jspecify.annotations.NullMarked;
