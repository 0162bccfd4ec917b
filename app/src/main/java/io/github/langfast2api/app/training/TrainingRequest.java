package io.github.langfast2api.app.training;

/**
 * A request that a client sends in the training.
 *
 * @param method of HTTP
 * @param path of the API
 * @param body as JSON, if any; empty for none
 * @param status that the answer must have
 */
record TrainingRequest(String method, String path, String body, int status) {

  static final String CHAT = "/v1/chat/completions";
  static final String RESPONSES = "/v1/responses";
  static final String MESSAGES = "/v1/messages";

  /** A question to an API that must be answered. */
  static TrainingRequest post(String path, String body) {
    return new TrainingRequest("POST", path, body, 200);
  }

  /** A request that must be refused. */
  static TrainingRequest refused(int status, String path, String body) {
    return new TrainingRequest("POST", path, body, status);
  }

  /** A page or list that is there. */
  static TrainingRequest get(String path) {
    return new TrainingRequest("GET", path, "", 200);
  }
}
