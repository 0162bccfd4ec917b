/**
 * LangFast on loopback: what answers when no LangFast is configured, and the peer that the tests of
 * this project talk to. It plays Supabase (sign-in, prompts, runs) and the runner (Socket.IO over a
 * WebSocket) on one port.
 *
 * <p>Everything here is written from the protocol and shares no code with the adapter that speaks
 * to LangFast: two mirrored mistakes would cancel out and no test would see them.
 */
@NullMarked
package io.github.langfast2api.simulator;

import org.jspecify.annotations.NullMarked;
