/**
 * RFC 6455, a JSON cursor and UTF-8: what LangFast's adapter needs of the wire and what knows no
 * LangFast.
 */
@NullMarked
package io.github.langfast2api.langfast.wire;

import org.jspecify.annotations.NullMarked;
