package io.github.langfast2api.http.error;

import io.github.langfast2api.domain.Parameter;
import io.github.langfast2api.http.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Locale;
import java.util.function.Function;

/**
 * The form of Anthropic's errors, by its API reference ("Errors"): {@code
 * {"type":"error","error":{"type","message"},"request_id"}}. The type is that of the status, and
 * the message begins with the path of the parameter that is wrong.
 *
 * @param names the dialect's names of parameters
 */
public record AnthropicErrorForm(Function<Parameter, String> names) implements ErrorForm {

  /** The form for paths of no dialect, such as {@code /v1/models}: names are the domain's. */
  public static final AnthropicErrorForm DEFAULT =
      new AnthropicErrorForm(parameter -> parameter.name().toLowerCase(Locale.ROOT));

  /** The code of a refusal of a thread, upon which Anthropic's SDK sends the whole instead. */
  public static final String THREAD_UNSUPPORTED = "thread_unsupported_request";

  private static final int OVERLOADED = 529;

  /**
   * Anthropic's status where others say that they have no room, or that their upstream has none.
   */
  @Override
  public int status(ApiError error) {
    boolean upstreamIsBusy = error.status() == 502 && error.headers().containsKey("retry-after");
    return error.status() == 503 || upstreamIsBusy ? OVERLOADED : error.status();
  }

  @Override
  public JsonObject json(ApiError error, String requestId) {
    JsonObjectBuilder json =
        Json.object().add("type", type(status(error))).add("message", message(error));
    if (error.code().filter(THREAD_UNSUPPORTED::equals).isPresent()) {
      json.add(
          "details",
          Json.object()
              .add("error_code", THREAD_UNSUPPORTED)
              .add("unsupported", Json.array().add(error.param().orElseThrow())));
    }
    return Json.object()
        .add("type", "error")
        .add("error", json)
        .add("request_id", requestId)
        .build();
  }

  private static String type(int status) {
    return switch (status) {
      case 401 -> "authentication_error";
      case 402 -> "billing_error";
      case 403 -> "permission_error";
      case 404 -> "not_found_error";
      case 413 -> "request_too_large";
      case 429 -> "rate_limit_error";
      case 504 -> "timeout_error";
      case OVERLOADED -> "overloaded_error";
      default -> status < 500 ? ApiError.INVALID_REQUEST : "api_error";
    };
  }

  private static String message(ApiError error) {
    String message =
        switch (error.code().orElse("")) {
          // Claude Code makes a conversation shorter upon these words alone.
          case "context_length_exceeded" -> "prompt is too long: " + error.message();
          case "model_not_found" ->
              error.message()
                  + " GET /v1/models lists the models. Whoever runs the gateway can give one of"
                  + " them this name by the setting MODEL_ALIASES.";
          default -> error.message();
        };
    return error.param().map(path -> dotted(path) + ": " + message).orElse(message);
  }

  /** A path as Anthropic writes it: {@code messages.2.role} for {@code messages[2].role}. */
  private static String dotted(String path) {
    return path.replace("[", ".").replace("]", "");
  }

  @Override
  public String name(Parameter parameter) {
    return names.apply(parameter);
  }

  @Override
  public Vendor vendor() {
    return Vendor.ANTHROPIC;
  }
}
