package io.github.langfast2api.http.answer;

import io.github.langfast2api.domain.ChatEvent;

/**
 * An event of one choice of an answer.
 *
 * @param index of the choice; the first is 0
 */
record ChoiceEvent(int index, ChatEvent event) {}
