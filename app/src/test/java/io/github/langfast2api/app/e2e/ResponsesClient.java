package io.github.langfast2api.app.e2e;

import java.util.List;

/** A client library, as a program uses it that asks for Responses. */
interface ResponsesClient extends TestedClient {

  /**
   * A response as it was given, and as it was found by its id.
   *
   * @param made equal to what was found, or not
   */
  record Stored(Object made, Object found) {}

  /** The text of the answer to this, after the one to a question, which the gateway keeps. */
  String goOn(Ask ask, String more, boolean streamed);

  /** Makes a response, and looks for it. */
  Stored retrieve(Ask ask, boolean streamed);

  /** The texts of a request's messages as they are listed, pages of so many after pages. */
  List<String> inputItems(List<String> texts, int limit);

  /** Makes a response, deletes it, and looks for it. */
  void remove(Ask ask);
}
