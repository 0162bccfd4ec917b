/** Request bodies: media type, encoding, size, and the checks of their fields. */
@NullMarked
package io.github.langfast2api.http.request;

import org.jspecify.annotations.NullMarked;
