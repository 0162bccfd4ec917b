/**
 * The language of chat: what is asked, what is answered, what can go wrong, and the one port that
 * is spoken in it. It knows of no protocol, no format and no library.
 */
@NullMarked
package io.github.langfast2api.domain;

import org.jspecify.annotations.NullMarked;
