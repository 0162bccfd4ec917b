package io.github.langfast2api.http.responses;

import java.util.Set;

/** The members of a request's body that OpenAI's reference of the Responses API has. */
final class ResponsesFields {

  static final Set<String> NAMES =
      Set.of(
          "background",
          "client_metadata",
          "context_management",
          "conversation",
          "frequency_penalty",
          "include",
          "input",
          "instructions",
          "max_output_tokens",
          "max_tool_calls",
          "metadata",
          "model",
          "moderation",
          "parallel_tool_calls",
          "presence_penalty",
          "previous_response_id",
          "prompt",
          "prompt_cache_key",
          "prompt_cache_options",
          "prompt_cache_retention",
          "reasoning",
          "safety_identifier",
          "service_tier",
          "store",
          "stream",
          "stream_options",
          "temperature",
          "text",
          "tool_choice",
          "tools",
          "top_logprobs",
          "top_p",
          "truncation",
          "user");

  private ResponsesFields() {}
}
