package io.github.langfast2api.http.error;

import io.github.langfast2api.domain.Parameter;
import jakarta.json.JsonObject;

/** The form of a dialect's errors: their JSON, and its names of parameters. Safe for any thread. */
public interface ErrorForm {

  /** The body of an error response. */
  JsonObject json(ApiError error);

  /** The dialect's name of a parameter, as a path into its request. */
  String name(Parameter parameter);
}
