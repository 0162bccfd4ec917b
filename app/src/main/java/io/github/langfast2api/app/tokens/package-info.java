/**
 * Byte pair encodings, as OpenAI's tiktoken has them: vocabularies and counts. Knows the JDK alone.
 */
@NullMarked
package io.github.langfast2api.app.tokens;

import org.jspecify.annotations.NullMarked;
