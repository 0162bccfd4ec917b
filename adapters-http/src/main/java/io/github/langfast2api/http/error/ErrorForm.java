package io.github.langfast2api.http.error;

import io.github.langfast2api.domain.Parameter;
import jakarta.json.JsonObject;

/** The form of a dialect's errors: their JSON, and its names of parameters. Safe for any thread. */
public interface ErrorForm {

  /**
   * The body of an error response.
   *
   * @param requestId of the request that is answered
   */
  JsonObject json(ApiError error, String requestId);

  /** The dialect's name of a parameter, as a path into its request. */
  String name(Parameter parameter);

  /** The status of the response, where the API has another one for the error than others. */
  default int status(ApiError error) {
    return error.status();
  }

  /** The vendor whose names the headers of answers have. */
  default Vendor vendor() {
    return Vendor.OPENAI;
  }
}
