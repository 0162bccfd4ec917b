/**
 * What instances share over Redis or Valkey: rate limits, responses, and the session at LangFast.
 */
@NullMarked
package io.github.langfast2api.redis;

import org.jspecify.annotations.NullMarked;
