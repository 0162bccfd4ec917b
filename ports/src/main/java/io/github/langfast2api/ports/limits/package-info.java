/** Rate limits of API keys: the port, and token buckets in memory. */
@NullMarked
package io.github.langfast2api.ports.limits;

import org.jspecify.annotations.NullMarked;
