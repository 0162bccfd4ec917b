/** The dialect of Anthropic's Messages API: {@code MessagesDialect} is the way in. */
@NullMarked
package io.github.langfast2api.http.messages;

import org.jspecify.annotations.NullMarked;
