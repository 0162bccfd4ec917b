"""LangChain's chat model for OpenAI, over either API."""

from collections.abc import Callable, Sequence
from typing import Any

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage
from langchain_core.tools import BaseTool, tool
from langchain_openai import ChatOpenAI

from contract.keep import keep
from contract.library import Call, Choice, City, Client, Library, Question, Reply, Stream, Tool, ToolReply, Usage
from openai_calls.words import given, status


class Chat(Client):
    """A model calls tools, and whoever asks it runs them: LangChain's own agents are another package."""

    def __init__(self, base_url: str, key: str, responses: bool) -> None:
        self._settings: dict[str, Any] = {
            "base_url": base_url,
            "api_key": key,
            "max_retries": 0,
            "stream_usage": True,
            "use_responses_api": responses,
        }

    def answer(self, question: Question) -> Reply:
        return _reply(self._chat(question).invoke(question.content))

    def stream(self, question: Question) -> Stream:
        pieces = []
        for piece in self._chat(question).stream(question.content):
            pieces.append(piece)
            yield piece.text
        yield _reply(_sum(pieces))

    def parse(self, question: Question, form: type[City]) -> City:
        parsed = self._chat(question).with_structured_output(form).invoke(question.content)
        assert isinstance(parsed, form)
        return parsed

    def calls(self, question: Question, tools: Sequence[Tool], choice: Choice, stream: bool) -> ToolReply:
        model = self._chat(question).bind_tools(tools, tool_choice=choice)
        answer = _answered(model, [HumanMessage(question.content)], stream)
        calls = [Call(call["id"] or "", call["name"], call["args"]) for call in answer.tool_calls]
        return ToolReply(answer.text, calls, _finish(answer))

    def loop(self, question: Question, tools: Sequence[Tool], stream: bool) -> str:
        bound = {function.__name__: _bound(function) for function in tools}
        model = self._chat(question).bind_tools(list(bound.values()))
        messages: list[BaseMessage] = [HumanMessage(question.content)]
        while (answer := _answered(model, messages, stream)).tool_calls:
            messages.append(answer)
            messages.extend(bound[call["name"]].invoke(call) for call in answer.tool_calls)
        return answer.text

    def go_on(self, question: Question, more: str, stream: bool) -> str:
        first = _answered(self._chat(question), [HumanMessage(question.content)], stream)
        model = self._chat(question).bind(previous_response_id=first.response_metadata["id"])
        return _answered(model, [HumanMessage(more)], stream).text

    def _chat(self, question: Question) -> ChatOpenAI:
        return ChatOpenAI(**given(question), **self._settings)


def _bound(function: Tool) -> BaseTool:
    return tool(function)


def _answered(model: Any, messages: list[BaseMessage], stream: bool) -> AIMessage:
    return _sum(list(model.stream(messages))) if stream else model.invoke(messages)


def _sum(pieces: list[Any]) -> AIMessage:
    """LangChain adds up chunks."""
    return sum(pieces[1:], pieces[0])


def _finish(answer: AIMessage) -> str:
    """Responses have a status, and no reason why they ended."""
    told = answer.response_metadata
    if "finish_reason" in told:
        return told["finish_reason"]
    if told["status"] != "completed":
        return told["status"]
    return "tool_calls" if answer.tool_calls else "stop"


def _reply(answer: AIMessage) -> Reply:
    usage = answer.usage_metadata
    tokens = usage and Usage(usage["input_tokens"], usage["output_tokens"], usage["total_tokens"])
    return Reply(answer.text, _finish(answer), tokens)


def connecting(responses: bool) -> Callable[[str, str], Client]:
    return lambda base_url, key: Chat(base_url, key, responses)


NAME, PACKAGES = "LangChain for Python (langchain-openai)", ["langchain-openai"]

if __name__ == "__main__":
    keep(
        Library("langchain-openai", NAME, PACKAGES, connecting(False), status, writes_spaces=True),
        Library("langchain-openai-responses", NAME, PACKAGES, connecting(True), status, "responses"),
    )
