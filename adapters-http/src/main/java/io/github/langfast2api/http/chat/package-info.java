/** OpenAI's chat completions. */
@NullMarked
package io.github.langfast2api.http.chat;

import org.jspecify.annotations.NullMarked;
