package io.github.langfast2api.app.e2e;

import com.anthropic.client.AnthropicClient;

/** Anthropic's own SDK. */
class AnthropicJavaIT implements MessagesContract {

  @Override
  public String id() {
    return "anthropic-java";
  }

  @Override
  public String name() {
    return "anthropic-java";
  }

  @Override
  public Class<?> artifact() {
    return AnthropicClient.class;
  }

  @Override
  public TestedClient connect(String url, String key) {
    return new AnthropicJavaClient(url, key);
  }
}
