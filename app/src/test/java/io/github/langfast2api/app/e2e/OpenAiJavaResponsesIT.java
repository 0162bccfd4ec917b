package io.github.langfast2api.app.e2e;

import com.openai.client.OpenAIClient;

/** OpenAI's own SDK over the Responses API. */
class OpenAiJavaResponsesIT implements ResponsesContract {

  @Override
  public String id() {
    return "openai-java-responses";
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
  public ResponsesClient connect(String url, String key) {
    return new OpenAiJavaResponsesClient(url, key);
  }
}
