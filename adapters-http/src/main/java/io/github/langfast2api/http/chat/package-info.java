/** The dialect of OpenAI's chat completions: {@code ChatDialect} is the way in. */
@NullMarked
package io.github.langfast2api.http.chat;

import org.jspecify.annotations.NullMarked;
