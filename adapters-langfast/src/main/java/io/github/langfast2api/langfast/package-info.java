/**
 * LangFast as a {@link io.github.langfast2api.domain.ChatBackend}: Supabase's REST calls to sign in
 * and to start a run, and the run's events from a Socket.IO connection that stays open.
 */
@NullMarked
package io.github.langfast2api.langfast;

import org.jspecify.annotations.NullMarked;
