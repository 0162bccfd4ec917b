package io.github.langfast2api.domain;

/**
 * An event of a {@link ChatStream}: any number of {@link ChatDelta}s and, rarely, a {@link
 * Rewrite}, then any number of {@link ToolCallEvent}s, then one {@link Finish}.
 */
public sealed interface ChatEvent permits ChatDelta, Rewrite, ToolCallEvent, Finish {}
