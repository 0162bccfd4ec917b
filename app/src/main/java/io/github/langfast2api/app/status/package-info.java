/** What the gateway tells whoever runs it: counts of the day and the hour, and their JSON. */
@NullMarked
package io.github.langfast2api.app.status;

import org.jspecify.annotations.NullMarked;
