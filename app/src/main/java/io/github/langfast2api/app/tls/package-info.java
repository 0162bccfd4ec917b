/** The server's TLS: certificates and keys in PEM, and their renewal. Knows the JDK alone. */
@NullMarked
package io.github.langfast2api.app.tls;

import org.jspecify.annotations.NullMarked;
