package io.github.langfast2api.simulator;

/** The implementation of a REST call. */
@FunctionalInterface
interface Endpoint {

  CallReply answer(HttpCall call);
}
