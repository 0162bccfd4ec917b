/**
 * LangFast as a {@link io.github.langfast2api.domain.ChatBackend}: Supabase's REST API to sign in
 * and to start runs, whose events come over a persistent Socket.IO connection.
 */
@NullMarked
package io.github.langfast2api.langfast;

import org.jspecify.annotations.NullMarked;
