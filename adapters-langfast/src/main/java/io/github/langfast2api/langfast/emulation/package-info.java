/**
 * Tools and JSON output over an upstream that writes text: what a request asks for becomes
 * instructions, and what the model writes becomes calls, or JSON. It knows the domain and JSON, and
 * nothing of LangFast.
 */
@NullMarked
package io.github.langfast2api.langfast.emulation;

import org.jspecify.annotations.NullMarked;
