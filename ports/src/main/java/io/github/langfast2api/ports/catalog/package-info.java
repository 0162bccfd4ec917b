/** The catalogue of models, and requests adapted to what a model supports. */
@NullMarked
package io.github.langfast2api.ports.catalog;

import org.jspecify.annotations.NullMarked;
