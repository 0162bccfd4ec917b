package io.github.langfast2api.app.e2e;

import dev.langchain4j.model.openai.OpenAiChatModel;

/** LangChain4j's models of OpenAI. */
class LangChain4jIT implements ChatContract {

  @Override
  public String id() {
    return "langchain4j-open-ai";
  }

  @Override
  public String name() {
    return "LangChain4j (langchain4j-open-ai)";
  }

  @Override
  public Class<?> artifact() {
    return OpenAiChatModel.class;
  }

  @Override
  public TestedClient connect(String url, String key) {
    return new LangChain4jClient(url, key);
  }
}
