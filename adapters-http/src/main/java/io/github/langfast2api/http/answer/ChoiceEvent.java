package io.github.langfast2api.http.answer;

import io.github.langfast2api.domain.ChatEvent;

/**
 * Something that happened to one choice of an answer.
 *
 * @param index which choice, from 0
 */
record ChoiceEvent(int index, ChatEvent event) {}
