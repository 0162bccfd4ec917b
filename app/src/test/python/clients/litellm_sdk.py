"""LiteLLM as a library, over chat completions."""

import json
from collections.abc import Sequence
from typing import Any

import litellm

from contract.keep import keep
from contract.library import Call, Choice, City, Client, Library, Question, Reply, Stream, Tool, ToolReply
from openai_calls.words import STREAM_USAGE, chat_body, chat_choice, chat_reply, offered, run

STATUSES: dict[type[Exception], int] = {
    litellm.BadRequestError: 400,
    litellm.AuthenticationError: 401,
    litellm.NotFoundError: 404,
}


class Completions(Client):
    """`completion`, of which a program adds up the chunks, and runs the tools."""

    def __init__(self, base_url: str, key: str) -> None:
        self._settings: dict[str, Any] = {"api_base": base_url, "api_key": key, "num_retries": 0, "max_retries": 0}

    def models(self) -> list[str]:
        given = {name: self._settings[name] for name in ("api_base", "api_key")}
        found = litellm.get_valid_models(check_provider_endpoint=True, custom_llm_provider="openai", **given)
        return [name.removeprefix("openai/") for name in found]

    def answer(self, question: Question) -> Reply:
        return chat_reply(self._completed(chat_body(question)))

    def stream(self, question: Question) -> Stream:
        chunks = []
        # A stream that is not closed is read on.
        with self._completed({**chat_body(question), "stream": True, **STREAM_USAGE}) as stream:
            for chunk in stream:
                chunks.append(chunk)
                yield from (choice.delta.content or "" for choice in chunk.choices)
        yield chat_reply(litellm.stream_chunk_builder(chunks))

    def parse(self, question: Question, form: type[City]) -> City:
        completion = self._completed({**chat_body(question), "response_format": form})
        return form.model_validate_json(completion.choices[0].message.content)

    def calls(self, question: Question, tools: Sequence[Tool], choice: Choice, stream: bool) -> ToolReply:
        answered = self._answered({**chat_body(question), "tools": offered(tools), **chat_choice(choice)}, stream).choices[0]
        calls = [Call(made.id, made.function.name, json.loads(made.function.arguments)) for made in answered.message.tool_calls]
        return ToolReply(answered.message.content or "", calls, answered.finish_reason)

    def loop(self, question: Question, tools: Sequence[Tool], stream: bool) -> str:
        asked = {**chat_body(question), "tools": offered(tools)}
        while True:
            message = self._answered(asked, stream).choices[0].message
            if not message.tool_calls:
                return message.content
            asked["messages"].append(message)
            for made in message.tool_calls:
                content = run(tools, made.function.name, json.loads(made.function.arguments))
                asked["messages"].append({"role": "tool", "tool_call_id": made.id, "content": content})

    def _answered(self, asked: dict[str, Any], stream: bool) -> Any:
        if not stream:
            return self._completed(asked)
        return litellm.stream_chunk_builder(list(self._completed({**asked, "stream": True})))

    def _completed(self, asked: dict[str, Any]) -> Any:
        return litellm.completion(**{**asked, "model": f"openai/{asked['model']}"}, **self._settings)


def status(error: Exception) -> int | None:
    """By the class of the error."""
    return STATUSES.get(type(error))


if __name__ == "__main__":
    litellm.suppress_debug_info = True
    keep(Library("litellm", "LiteLLM", ["litellm"], Completions, status, more_finishes_of_named_call=["tool_calls"]))
