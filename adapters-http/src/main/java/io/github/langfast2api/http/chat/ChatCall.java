package io.github.langfast2api.http.chat;

import io.github.langfast2api.domain.ChatRequest;

/**
 * What a client asks of {@code /v1/chat/completions}.
 *
 * @param request names the model as the client does, which may be by one of its versions
 * @param n how many choices the answer is to have
 * @param stream whether the answer is to come as events
 * @param usage whether a stream is to end with what it cost
 */
record ChatCall(ChatRequest request, int n, boolean stream, boolean usage) {}
