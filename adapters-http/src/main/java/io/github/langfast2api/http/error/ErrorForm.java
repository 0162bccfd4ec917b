package io.github.langfast2api.http.error;

import io.github.langfast2api.domain.Parameter;
import jakarta.json.JsonObject;

/** How an API tells its errors. Safe for any thread. */
public interface ErrorForm {

  /** The error as the body of an answer. */
  JsonObject json(ApiError error);

  /** What the API's clients call a parameter, as a path into their request. */
  String name(Parameter parameter);
}
