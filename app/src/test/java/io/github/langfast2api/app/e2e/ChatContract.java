package io.github.langfast2api.app.e2e;

/** What every client of chat completions gets, and of the models beside them. */
interface ChatContract extends ModelsContract {

  @Override
  default TestedApi api() {
    return TestedApi.CHAT;
  }
}
