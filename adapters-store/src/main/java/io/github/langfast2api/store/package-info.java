/**
 * Responses in a file that outlives the process: H2's MVStore, and before it a journal. The one
 * place that knows the database.
 */
@NullMarked
package io.github.langfast2api.store;

import org.jspecify.annotations.NullMarked;
