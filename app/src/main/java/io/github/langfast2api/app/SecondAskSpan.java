package io.github.langfast2api.app;

import io.github.langfast2api.langfast.emulation.EmulationCounts;
import io.github.langfast2api.langfast.emulation.EmulationObserver.AnswerObservation;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;

/**
 * The span of an answer's second ask, if there is one: from the ask to the end of the answer, with
 * the calls that it takes as its children.
 */
final class SecondAskSpan implements AnswerObservation {

  private final Tracer tracer;
  private final Context request;
  private volatile Span span = Span.getInvalid();

  /**
   * @param request the context of the request, whose span is the parent
   */
  SecondAskSpan(Tracer tracer, Context request) {
    this.tracer = tracer;
    this.request = request;
  }

  @Override
  public Runnable secondAsk(Runnable opening) {
    span = tracer.spanBuilder("second_ask").setParent(request).startSpan();
    return request.with(span).wrap(opening);
  }

  @Override
  public void end(EmulationCounts counts) {
    if (counts.refusals() > 0) {
      span.setStatus(StatusCode.ERROR);
    }
    span.end();
  }
}
