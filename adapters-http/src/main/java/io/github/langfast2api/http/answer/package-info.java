/**
 * The pipeline of an answer, the same for every dialect: admit, read, fit, open, then stream the
 * answer or send it as a whole.
 */
@NullMarked
package io.github.langfast2api.http.answer;

import org.jspecify.annotations.NullMarked;
