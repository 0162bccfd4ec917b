package io.github.langfast2api.http.error;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The hints in errors for paths and methods that have no route: the path that may be meant, or the
 * part of OpenAI's API that is not offered and what to use instead.
 */
final class UnknownUrl {

  private static final String VERSION = "/v1";
  private static final String CHAT = "/v1/chat/completions";

  private static final String ASK_CHAT = "send the conversation to " + CHAT;
  private static final String OTHERS = "use another provider for them";

  /**
   * A part of OpenAI's API, with all paths below it.
   *
   * @param what is there, in the plural
   */
  private record Missing(String path, String what, String instead) {

    boolean has(String asked) {
      return asked.equals(path) || asked.startsWith(path + "/");
    }

    String hint() {
      return "%s are not offered here: %s.".formatted(what, instead);
    }
  }

  private static final List<Missing> MISSING =
      List.of(
          new Missing("/v1/assistants", "Assistants", ASK_CHAT),
          new Missing("/v1/audio", "Speech and transcripts", OTHERS),
          new Missing("/v1/batches", "Batches", "send the requests one by one to " + CHAT),
          new Missing(CHAT, "Stored completions", "keep what you were answered"),
          new Missing("/v1/completions", "Completions of a prompt", "make it a message to " + CHAT),
          new Missing(
              "/v1/conversations",
              "Stored conversations",
              "previous_response_id of /v1/responses goes on with one"),
          new Missing("/v1/edits", "Edits", "make the text a message to " + CHAT),
          new Missing("/v1/embeddings", "Embeddings", OTHERS),
          new Missing("/v1/engines", "Engines", "/v1/models lists the models"),
          new Missing("/v1/files", "Files", "put texts and pictures into messages to " + CHAT),
          new Missing("/v1/fine_tuning", "Fine-tuning jobs", OTHERS),
          new Missing("/v1/images", "Images as answers", OTHERS),
          new Missing(
              "/v1/messages/batches",
              "Batches of messages",
              "send them one by one to /v1/messages"),
          new Missing("/v1/models", "Changes of models", "models.json lists the models"),
          new Missing("/v1/moderations", "Moderations", OTHERS),
          new Missing("/v1/realtime", "Realtime sessions", "stream from " + CHAT),
          new Missing("/v1/responses/compact", "Compacted responses", "send what is to be kept"),
          new Missing("/v1/threads", "Threads", ASK_CHAT),
          new Missing("/v1/uploads", "Uploads", "put texts and pictures into messages to " + CHAT),
          new Missing("/v1/vector_stores", "Vector stores", OTHERS),
          new Missing("/v1/videos", "Videos", OTHERS));

  private UnknownUrl() {}

  /**
   * A hint, as a sentence.
   *
   * @param path as it was asked for
   * @param served the paths of all resources
   */
  static Optional<String> hint(String path, List<String> served) {
    return meant(path, served)
        .map(other -> "Did you mean %s?".formatted(other))
        .or(() -> instead(path))
        .or(() -> ofBase(path));
  }

  /** What is below the base URL, for who opens that itself. */
  private static Optional<String> ofBase(String path) {
    boolean base = path.equals(VERSION) || path.equals(VERSION + "/");
    return base
        ? Optional.of("It is the base URL for clients: /v1/models lists the models.")
        : Optional.empty();
  }

  /** Whether a path is one of those that OpenAI has and that are not offered. */
  static boolean isMissing(String path) {
    return MISSING.stream().anyMatch(missing -> missing.path().equals(path));
  }

  /** What OpenAI has at a path, and what to use instead. */
  static Optional<String> instead(String path) {
    return MISSING.stream()
        .filter(missing -> missing.has(path) || missing.has(VERSION + path))
        .map(Missing::hint)
        .findFirst();
  }

  /** The served path without whose version, or with more in front, this is. */
  private static Optional<String> meant(String path, List<String> served) {
    return served.stream()
        .filter(other -> other.startsWith(VERSION + "/"))
        .flatMap(other -> meant(path, other).stream())
        .findFirst();
  }

  private static Optional<String> meant(String path, String served) {
    String resource = served.substring(VERSION.length());
    int parameter = resource.indexOf('{');
    if (parameter < 0) {
      return path.endsWith(resource) ? Optional.of(served) : Optional.empty();
    }
    return Stream.of(path)
        .filter(asked -> asked.startsWith(resource.substring(0, parameter)))
        .map(asked -> VERSION + asked)
        .findFirst();
  }
}
