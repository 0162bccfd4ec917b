/**
 * The pipeline of an answer that is nobody's dialect: read, fit, open, then a stream or a whole
 * answer.
 */
@NullMarked
package io.github.langfast2api.http.answer;

import org.jspecify.annotations.NullMarked;
