"""anthropic: streams by its stream helper, structured output by pydantic, tools of functions, and the loop by its tool runner."""

from collections.abc import Sequence
from typing import Any

from anthropic import Anthropic, AuthenticationError, BadRequestError, NotFoundError, RateLimitError, beta_tool

from contract import gateway
from contract.keep import keep
from contract.library import Call, Choice, City, Client, Library, Question, Reply, Stream, Tool, ToolReply, Usage
from contract.retries import retries

STATUSES: dict[type[Exception], int] = {BadRequestError: 400, AuthenticationError: 401, NotFoundError: 404}

# The contract has OpenAI's words.
FINISH = {"end_turn": "stop", "tool_use": "tool_calls", "max_tokens": "length"}


class Messages(Client):
    """The Messages API."""

    def __init__(self, base_url: str, key: str) -> None:
        self._client = Anthropic(base_url=base_url.removesuffix("/v1"), api_key=key, max_retries=0)
        self._messages = self._client.messages

    def models(self) -> list[str]:
        return [model.id for model in self._client.models.list(limit=5)]

    def model(self, name: str) -> str:
        return self._client.models.retrieve(name).id

    def answer(self, question: Question) -> Reply:
        return _reply(self._messages.create(**_body(question)))

    def stream(self, question: Question) -> Stream:
        with self._messages.stream(**_body(question)) as stream:
            yield from stream.text_stream
            yield _reply(stream.get_final_message())

    def parse(self, question: Question, form: type[City]) -> City:
        parsed = self._messages.parse(**_body(question), output_format=form).parsed_output
        assert parsed
        return parsed

    def calls(self, question: Question, tools: Sequence[Tool], choice: Choice, stream: bool) -> ToolReply:
        asked = {**_body(question), "tools": [beta_tool(tool).to_dict() for tool in tools], **_chosen(choice)}
        message = self._streamed(asked) if stream else self._messages.create(**asked)
        calls = [Call(block.id, block.name, block.input) for block in message.content if block.type == "tool_use"]
        return ToolReply(_text(message), calls, FINISH[message.stop_reason])

    def loop(self, question: Question, tools: Sequence[Tool], stream: bool) -> str:
        runner: Any = self._client.beta.messages.tool_runner(**_body(question), tools=[beta_tool(tool) for tool in tools], stream=stream)
        if not stream:
            return _text(runner.until_done())
        *_, message = [answer.get_final_message() for answer in runner]
        return _text(message)

    def count(self, question: Question) -> int:
        asked = {name: value for name, value in _body(question).items() if name != "max_tokens"}
        return self._messages.count_tokens(**asked).input_tokens

    def close(self) -> None:
        self._client.close()

    def _streamed(self, asked: dict[str, Any]) -> Any:
        with self._messages.stream(**asked) as stream:
            return stream.get_final_message()


def _body(question: Question) -> dict[str, Any]:
    # There is no parameter for a temperature.
    more = {} if question.temperature is None else {"extra_body": {"temperature": question.temperature}}
    messages = [{"role": "user", "content": question.content}]
    return {"model": question.model, "max_tokens": 1024, "messages": messages, **more}


def _chosen(choice: Choice) -> dict[str, Any]:
    if choice == "get_time":
        return {"tool_choice": {"type": "tool", "name": choice}}
    return {"tool_choice": {"type": "any"}} if choice else {}


def _text(message: Any) -> str:
    return "".join(block.text for block in message.content if block.type == "text")


def _reply(message: Any) -> Reply:
    prompt, completion = message.usage.input_tokens, message.usage.output_tokens
    return Reply(_text(message), FINISH[message.stop_reason], Usage(prompt, completion, prompt + completion))


def status(error: Exception) -> int | None:
    """By the class of the error."""
    return STATUSES.get(type(error))


def asked_with_retries(base_url: str) -> str:
    """As many as there are by default."""
    client = Anthropic(base_url=base_url.removesuffix("/v1"), api_key=gateway.KEY)
    return _text(client.messages.create(**_body(Question("say noon"))))


if __name__ == "__main__":
    keep(
        Library("anthropic-python", "Anthropic (Python)", ["anthropic"], Messages, status, api="messages"),
        also=retries("anthropic-python", asked_with_retries, RateLimitError),
    )
