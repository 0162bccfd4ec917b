package io.github.langfast2api.app.e2e;

import com.openai.client.OpenAIClient;

/** OpenAI's own SDK. */
class OpenAiJavaIT implements ChatContract {

  @Override
  public String id() {
    return "openai-java";
  }

  @Override
  public String name() {
    return "openai-java";
  }

  @Override
  public Class<?> artifact() {
    return OpenAIClient.class;
  }

  @Override
  public TestedClient connect(String url, String key) {
    return new OpenAiJavaClient(url, key);
  }
}
