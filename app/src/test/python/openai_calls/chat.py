"""openai-python over chat completions, at once and asynchronously."""

from collections.abc import AsyncGenerator, Sequence
from typing import Any

from openai import AsyncOpenAI, OpenAI

from contract.asyncs import Loop
from contract.library import Choice, City, Client, Question, Reply, Stream, Tool, ToolReply
from openai_calls.words import STREAM_USAGE, chat_body, chat_choice, chat_reply, chat_tool_reply, offered, run


class Chat(Client):
    """Streams by the stream helper, structured output and tools by pydantic. It runs no tools by itself."""

    def __init__(self, base_url: str, key: str) -> None:
        self._client = OpenAI(base_url=base_url, api_key=key, max_retries=0)
        self._completions = self._client.chat.completions

    def body(self, question: Question) -> dict[str, Any]:
        """The fields of a request."""
        return chat_body(question)

    def models(self) -> list[str]:
        return [model.id for model in self._client.models.list()]

    def model(self, name: str) -> str:
        return self._client.models.retrieve(name).id

    def answer(self, question: Question) -> Reply:
        return chat_reply(self._completions.create(**self.body(question)))

    def stream(self, question: Question) -> Stream:
        with self._completions.stream(**self.body(question), **STREAM_USAGE) as stream:
            for event in stream:
                if event.type == "content.delta":
                    yield event.delta
            yield chat_reply(stream.get_final_completion())

    def parse(self, question: Question, form: type[City]) -> City:
        parsed = self._completions.parse(**self.body(question), response_format=form).choices[0].message.parsed
        assert parsed
        return parsed

    def calls(self, question: Question, tools: Sequence[Tool], choice: Choice, stream: bool) -> ToolReply:
        asked = {**self.body(question), "tools": offered(tools), **chat_choice(choice)}
        return chat_tool_reply(self._answered(asked, stream))

    def loop(self, question: Question, tools: Sequence[Tool], stream: bool) -> str:
        asked = {**self.body(question), "tools": offered(tools)}
        while True:
            message = self._answered(asked, stream).choices[0].message
            if not message.tool_calls:
                return message.content or ""
            asked["messages"].append(message)
            asked["messages"].extend(_result(call, tools) for call in message.tool_calls)

    def close(self) -> None:
        self._client.close()

    def _answered(self, asked: dict[str, Any], stream: bool) -> Any:
        if not stream:
            return self._completions.parse(**asked)
        with self._completions.stream(**asked) as events:
            return events.get_final_completion()


def _result(call: Any, tools: Sequence[Tool]) -> dict[str, str]:
    content = run(tools, call.function.name, call.function.parsed_arguments.model_dump())
    return {"role": "tool", "tool_call_id": call.id, "content": content}


class AsyncChat(Client):
    """The same by the asynchronous client."""

    def __init__(self, base_url: str, key: str) -> None:
        self._loop = Loop()
        self._client = AsyncOpenAI(base_url=base_url, api_key=key, max_retries=0)
        self._completions = self._client.chat.completions

    def models(self) -> list[str]:
        async def ids() -> list[str]:
            return [model.id async for model in self._client.models.list()]

        return self._loop.run(ids())

    def model(self, name: str) -> str:
        return self._loop.run(self._client.models.retrieve(name)).id

    def answer(self, question: Question) -> Reply:
        return chat_reply(self._loop.run(self._completions.create(**chat_body(question))))

    def stream(self, question: Question) -> Stream:
        async def pieces() -> AsyncGenerator[str | Reply, None]:
            async with self._completions.stream(**chat_body(question), **STREAM_USAGE) as stream:
                async for event in stream:
                    if event.type == "content.delta":
                        yield event.delta
                yield chat_reply(await stream.get_final_completion())

        return self._loop.each(pieces())

    def parse(self, question: Question, form: type[City]) -> City:
        asked = self._completions.parse(**chat_body(question), response_format=form)
        parsed = self._loop.run(asked).choices[0].message.parsed
        assert parsed
        return parsed

    def calls(self, question: Question, tools: Sequence[Tool], choice: Choice, stream: bool) -> ToolReply:
        asked = {**chat_body(question), "tools": offered(tools), **chat_choice(choice)}
        return chat_tool_reply(self._loop.run(self._answered(asked, stream)))

    def loop(self, question: Question, tools: Sequence[Tool], stream: bool) -> str:
        return self._loop.run(self._answered_at_last(question, tools, stream))

    def close(self) -> None:
        self._loop.run(self._client.close())
        self._loop.close()

    async def _answered_at_last(self, question: Question, tools: Sequence[Tool], stream: bool) -> str:
        asked = {**chat_body(question), "tools": offered(tools)}
        while True:
            message = (await self._answered(asked, stream)).choices[0].message
            if not message.tool_calls:
                return message.content or ""
            asked["messages"].append(message)
            asked["messages"].extend(_result(call, tools) for call in message.tool_calls)

    async def _answered(self, asked: dict[str, Any], stream: bool) -> Any:
        if not stream:
            return await self._completions.parse(**asked)
        async with self._completions.stream(**asked) as events:
            return await events.get_final_completion()
