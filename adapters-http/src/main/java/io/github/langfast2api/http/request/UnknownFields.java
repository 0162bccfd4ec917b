package io.github.langfast2api.http.request;

import static java.lang.System.Logger.Level.DEBUG;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Notes in the log which fields clients send that no part of the gateway reads: once each, and not
 * without end, since the names are the clients' to choose. Safe for any thread.
 */
public final class UnknownFields {

  private static final System.Logger LOG = System.getLogger(UnknownFields.class.getName());
  private static final int MOST = 100;

  /** What does not look like a name may be something else, and is not for the log. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

  private static final Set<String> KNOWN =
      Set.of(
          "audio",
          "frequency_penalty",
          "function_call",
          "functions",
          "logit_bias",
          "logprobs",
          "max_completion_tokens",
          "max_tokens",
          "messages",
          "metadata",
          "modalities",
          "model",
          "n",
          "parallel_tool_calls",
          "prediction",
          "presence_penalty",
          "prompt_cache_key",
          "reasoning_effort",
          "response_format",
          "safety_identifier",
          "seed",
          "service_tier",
          "stop",
          "store",
          "stream",
          "stream_options",
          "temperature",
          "tool_choice",
          "tools",
          "top_logprobs",
          "top_p",
          "user",
          "verbosity",
          "web_search_options");

  private final Set<String> noted = ConcurrentHashMap.newKeySet();

  public void note(Set<String> names) {
    for (String name : names) {
      if (!KNOWN.contains(name)
          && NAME.matcher(name).matches()
          && noted.size() < MOST
          && noted.add(name)) {
        LOG.log(DEBUG, "a client sends {0}, of which nothing is known", name);
      }
    }
  }
}
