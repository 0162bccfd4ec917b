package io.github.langfast2api.http.error;

import io.github.langfast2api.domain.Parameter;
import io.github.langfast2api.http.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Locale;
import java.util.function.Function;

/**
 * The form of OpenAI's errors: {@code {"error":{"message","type","param","code"}}}. All four are
 * always there, and {@code null} if they are unknown: the SDKs' types have them as required.
 *
 * @param names the dialect's names of parameters
 */
public record OpenAiErrorForm(Function<Parameter, String> names) implements ErrorForm {

  /** The form for paths of no dialect, such as {@code /v1/models}: names are the domain's. */
  public static final OpenAiErrorForm DEFAULT =
      new OpenAiErrorForm(parameter -> parameter.name().toLowerCase(Locale.ROOT));

  @Override
  public JsonObject json(ApiError error, String requestId) {
    return json(error);
  }

  /** The body of an error response, which does not tell the request's id. */
  public static JsonObject json(ApiError error) {
    JsonObjectBuilder json =
        Json.object().add("message", error.message()).add("type", error.type());
    error.param().ifPresentOrElse(path -> json.add("param", path), () -> json.addNull("param"));
    error.code().ifPresentOrElse(name -> json.add("code", name), () -> json.addNull("code"));
    return Json.object().add("error", json).build();
  }

  @Override
  public String name(Parameter parameter) {
    return names.apply(parameter);
  }
}
