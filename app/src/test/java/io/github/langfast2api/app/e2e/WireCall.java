package io.github.langfast2api.app.e2e;

/** A tool call of an answer of chat completions. */
record WireCall(String name, String arguments) {

  WireCall withoutDigits() {
    return new WireCall(name, arguments.replaceAll("(tool_(?:call|result)_)[0-9a-f]{8}", "$1@"));
  }
}
