package io.github.langfast2api.langfast.simulator;

/** One of the REST calls. */
@FunctionalInterface
interface Endpoint {

  Reply answer(HttpCall call);
}
