package io.github.langfast2api.domain;

/**
 * What a {@link ChatStream} brings: any number of {@link ChatDelta}s, a {@link Rewrite} where
 * something was taken back, any number of {@link ToolCallEvent}s, then one {@link Finish}.
 */
public sealed interface ChatEvent permits ChatDelta, Rewrite, ToolCallEvent, Finish {}
