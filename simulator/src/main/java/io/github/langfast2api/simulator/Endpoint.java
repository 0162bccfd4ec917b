package io.github.langfast2api.simulator;

/** One of the REST calls. */
@FunctionalInterface
interface Endpoint {

  CallReply answer(HttpCall call);
}
