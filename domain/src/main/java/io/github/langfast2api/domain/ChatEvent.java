package io.github.langfast2api.domain;

/** What a {@link ChatStream} brings: any number of {@link ChatDelta}s, then one {@link Finish}. */
public sealed interface ChatEvent permits ChatDelta, Finish {}
