/** The dialect of OpenAI's Responses API: {@code ResponsesDialect} is the way in. */
@NullMarked
package io.github.langfast2api.http.responses;

import org.jspecify.annotations.NullMarked;
