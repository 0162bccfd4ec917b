/**
 * The gateway's settings: read by name, checked, and handed on in one record for each group of the
 * jar's application.yaml. A new setting goes into the group's record and into its part of that
 * file.
 */
@NullMarked
package io.github.langfast2api.app.config;

import org.jspecify.annotations.NullMarked;
