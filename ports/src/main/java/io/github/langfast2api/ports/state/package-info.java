/**
 * What is kept between requests: the responses that a conversation can go on from, and what
 * instances share.
 */
@NullMarked
package io.github.langfast2api.ports.state;

import org.jspecify.annotations.NullMarked;
