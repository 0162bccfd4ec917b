package io.github.langfast2api.langfast;

import java.util.Optional;

/**
 * What has changed of a run since it was read last.
 *
 * @param delta the new text; empty if there is none
 * @param end the end of the run, if it has ended
 */
record RunUpdate(CumulativeText.Delta delta, Optional<RunEnd> end) {}
