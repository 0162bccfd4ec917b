package io.github.langfast2api.app.e2e;

/** What every client of Anthropic's Messages gets, and of the models and counts beside them. */
interface MessagesContract extends ModelsContract, InputTokensContract {

  @Override
  default TestedApi api() {
    return TestedApi.MESSAGES;
  }

  @Override
  default String finishOfNamedCall() {
    return "tool_calls";
  }

  @Override
  default String idPrefix() {
    return "toolu_";
  }
}
