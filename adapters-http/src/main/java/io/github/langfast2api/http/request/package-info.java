/** Request bodies: media type, content encoding, size, and typed access to their fields. */
@NullMarked
package io.github.langfast2api.http.request;

import org.jspecify.annotations.NullMarked;
