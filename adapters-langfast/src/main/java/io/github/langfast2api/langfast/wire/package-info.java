/**
 * What LangFast's adapter speaks over the wire and what knows no LangFast: WebSocket (RFC 6455),
 * HTTP answers that refuse (RFC 9110), a JSON cursor (RFC 8259) and UTF-8 (RFC 3629).
 */
@NullMarked
package io.github.langfast2api.langfast.wire;

import org.jspecify.annotations.NullMarked;
