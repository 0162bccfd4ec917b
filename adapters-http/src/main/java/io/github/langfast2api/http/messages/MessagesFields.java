package io.github.langfast2api.http.messages;

import java.util.Set;

/** The members of a request's body that Anthropic's reference of the Messages API has. */
final class MessagesFields {

  static final Set<String> NAMES =
      Set.of(
          "cache_control",
          "container",
          "context_management",
          "diagnostics",
          "inference_geo",
          "max_tokens",
          "mcp_servers",
          "messages",
          "metadata",
          "model",
          "output_config",
          "output_format",
          "service_tier",
          "speed",
          "stop_sequences",
          "stream",
          "system",
          "temperature",
          "thinking",
          "thread",
          "tool_choice",
          "tools",
          "top_k",
          "top_p");

  private MessagesFields() {}
}
