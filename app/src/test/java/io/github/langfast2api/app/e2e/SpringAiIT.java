package io.github.langfast2api.app.e2e;

import org.springframework.ai.openai.OpenAiChatModel;

/** Spring AI's model of OpenAI. */
class SpringAiIT implements ChatContract {

  @Override
  public String id() {
    return "spring-ai-openai";
  }

  @Override
  public String name() {
    return "Spring AI (spring-ai-openai)";
  }

  @Override
  public Class<?> artifact() {
    return OpenAiChatModel.class;
  }

  @Override
  public TestedClient connect(String url, String key) {
    return new SpringAiClient(url, key);
  }
}
