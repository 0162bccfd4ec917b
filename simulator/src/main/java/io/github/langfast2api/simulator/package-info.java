/**
 * A simulator of LangFast on loopback: it answers when no LangFast is configured, and is the server
 * that tests of this project connect to. It implements Supabase (sign-in, prompts, runs) and the
 * runner (Socket.IO over a WebSocket) on one port.
 *
 * <p>Everything here is written from the protocol and shares no code with the adapter that speaks
 * to LangFast: two mirrored mistakes would cancel out and no test would see them.
 */
@NullMarked
package io.github.langfast2api.simulator;

import org.jspecify.annotations.NullMarked;
