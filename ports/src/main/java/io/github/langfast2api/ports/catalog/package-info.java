/** The models that can be asked, and a request in the form that a model takes. */
@NullMarked
package io.github.langfast2api.ports.catalog;

import org.jspecify.annotations.NullMarked;
