"""What requests and answers of `openai` are in the contract's words."""

from collections.abc import Sequence
from inspect import signature
from typing import Any

from openai import AuthenticationError, BadRequestError, NotFoundError, pydantic_function_tool
from openai.types.chat import ChatCompletionToolParam
from pydantic import BaseModel, create_model

from contract.library import Call, Choice, Question, Reply, Tool, ToolReply, Usage

STREAM_USAGE: dict[str, Any] = {"stream_options": {"include_usage": True}}
STATUSES = {BadRequestError: 400, AuthenticationError: 401, NotFoundError: 404}


def status(error: Exception) -> int | None:
    """By the class of the error."""
    return next((status for kind, status in STATUSES.items() if isinstance(error, kind)), None)


def given(question: Question) -> dict[str, Any]:
    """What every request has."""
    temperature = {} if question.temperature is None else {"temperature": question.temperature}
    return {"model": question.model, **temperature}


def chat_body(question: Question) -> dict[str, Any]:
    """The fields of a request for chat completions."""
    return {**given(question), "messages": [{"role": "user", "content": question.content}]}


def chat_reply(completion: Any) -> Reply:
    """A completion, or what has its form."""
    choice, usage = completion.choices[0], completion.usage
    tokens = usage and Usage(usage.prompt_tokens, usage.completion_tokens, usage.total_tokens)
    return Reply(choice.message.content or "", choice.finish_reason, tokens)


def chat_tool_reply(completion: Any) -> ToolReply:
    """A completion that was parsed."""
    choice = completion.choices[0]
    calls = [Call(made.id, made.function.name, made.function.parsed_arguments.model_dump()) for made in choice.message.tool_calls]
    return ToolReply(choice.message.content or "", calls, choice.finish_reason)


def chat_choice(choice: Choice) -> dict[str, Any]:
    """What is chosen, as a request's field."""
    if choice == "get_time":
        return {"tool_choice": {"type": "function", "function": {"name": choice}}}
    return {"tool_choice": choice} if choice else {}


def offered(tools: Sequence[Tool]) -> list[ChatCompletionToolParam]:
    """Tools as the library's own helper makes them, for both of its APIs."""
    return [pydantic_function_tool(form_of(tool), name=tool.__name__, description=tool.__doc__ or "") for tool in tools]


def form_of(tool: Tool) -> type[BaseModel]:
    """A model of a function's parameters."""
    fields: dict[str, Any] = {name: (given.annotation, ...) for name, given in signature(tool).parameters.items()}
    return create_model(tool.__name__, **fields)


def run(tools: Sequence[Tool], name: str, arguments: dict[str, Any]) -> str:
    """What the tool of this name makes of arguments."""
    return next(tool for tool in tools if tool.__name__ == name)(**arguments)
