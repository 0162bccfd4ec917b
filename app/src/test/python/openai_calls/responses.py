"""openai-python over the Responses API."""

from collections.abc import Sequence
from typing import Any

from openai import OpenAI

from contract.library import Call, Choice, City, Client, Question, Reply, Stream, Tool, ToolReply, Usage
from openai_calls.words import given, offered, run


class Responses(Client):
    """Streams by the stream helper, structured output and tools by pydantic. It runs no tools by itself."""

    def __init__(self, base_url: str, key: str) -> None:
        self._client = OpenAI(base_url=base_url, api_key=key, max_retries=0)
        self._responses = self._client.responses

    def answer(self, question: Question) -> Reply:
        return _reply(self._responses.create(**_body(question)))

    def stream(self, question: Question) -> Stream:
        with self._responses.stream(**_body(question)) as stream:
            for event in stream:
                if event.type == "response.output_text.delta":
                    yield event.delta
            yield _reply(stream.get_final_response())

    def parse(self, question: Question, form: type[City]) -> City:
        parsed = self._responses.parse(**_body(question), text_format=form).output_parsed
        assert parsed
        return parsed

    def calls(self, question: Question, tools: Sequence[Tool], choice: Choice, stream: bool) -> ToolReply:
        chosen = {"type": "function", "name": choice} if choice == "get_time" else choice
        response = self._answered({**_body(question), "tools": offered(tools), **({"tool_choice": chosen} if chosen else {})}, stream)
        calls = [Call(made.call_id, made.name, made.parsed_arguments.model_dump()) for made in _calls(response)]
        return ToolReply(response.output_text, calls, _finish(response))

    def loop(self, question: Question, tools: Sequence[Tool], stream: bool) -> str:
        messages: list[Any] = [{"role": "user", "content": question.content}]
        while True:
            response = self._answered({**_body(question), "input": messages, "tools": offered(tools)}, stream)
            if not _calls(response):
                return response.output_text
            messages.extend(response.output)
            for call in _calls(response):
                output = run(tools, call.name, call.parsed_arguments.model_dump())
                messages.append({"type": "function_call_output", "call_id": call.call_id, "output": output})

    def count(self, question: Question) -> int:
        return self._responses.input_tokens.count(**_body(question)).input_tokens

    def go_on(self, question: Question, more: str, stream: bool) -> str:
        first = self._answered(_body(question), stream)
        return self._answered({**_body(question), "input": more, "previous_response_id": first.id}, stream).output_text

    def retrieve(self, question: Question, stream: bool) -> tuple[object, object]:
        if stream:
            *_, last = self._responses.create(**_body(question), stream=True)
            made = last.response
        else:
            made = self._responses.create(**_body(question))
        return made, self._responses.retrieve(made.id)

    def input_items(self, texts: Sequence[str], limit: int) -> list[str]:
        messages: list[Any] = [{"role": "user", "content": text} for text in texts]
        made = self._responses.create(model="gpt-4.1", input=messages)
        listed: list[Any] = list(self._responses.input_items.list(made.id, limit=limit, order="asc"))
        return [item.content[0].text for item in listed]

    def remove(self, question: Question) -> None:
        made = self._responses.create(**_body(question))
        self._responses.delete(made.id)
        self._responses.retrieve(made.id)

    def close(self) -> None:
        self._client.close()

    def _answered(self, asked: dict[str, Any], stream: bool) -> Any:
        if not stream:
            return self._responses.parse(**asked)
        with self._responses.stream(**asked) as events:
            return events.get_final_response()


def _body(question: Question) -> dict[str, Any]:
    return {**given(question), "input": question.content}


def _calls(response: Any) -> list[Any]:
    return [item for item in response.output if item.type == "function_call"]


def _finish(response: Any) -> str:
    """In the words of chat completions."""
    if response.status != "completed":
        return response.status
    return "tool_calls" if _calls(response) else "stop"


def _reply(response: Any) -> Reply:
    usage = response.usage
    return Reply(response.output_text, _finish(response), Usage(usage.input_tokens, usage.output_tokens, usage.total_tokens))
