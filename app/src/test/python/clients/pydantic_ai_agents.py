"""pydantic-ai, over each of the three APIs."""

from collections.abc import AsyncGenerator, Callable, Sequence
from typing import Any

import pydantic_ai
from anthropic import AsyncAnthropic
from openai import AsyncOpenAI
from pydantic_ai import Agent, AgentRunResultEvent, ModelHTTPError, NativeOutput
from pydantic_ai.direct import model_request, model_request_stream
from pydantic_ai.messages import ModelRequest, ModelResponse
from pydantic_ai.models import Model, ModelRequestParameters
from pydantic_ai.models.anthropic import AnthropicModel
from pydantic_ai.models.openai import OpenAIChatModel, OpenAIResponsesModel
from pydantic_ai.providers.anthropic import AnthropicProvider
from pydantic_ai.providers.openai import OpenAIProvider

from contract.asyncs import Loop
from contract.keep import keep
from contract.library import Call, Choice, City, Client, Library, Question, Reply, Stream, Tool, ToolReply, Usage

# The contract has the words of chat completions.
FINISH = {"end_turn": "stop", "tool_use": "tool_calls"}
STATUSES = (400, 401, 404)


class Agents(Client):
    """Answers, forms and loops are an agent's; what a model calls is asked of the model itself."""

    def __init__(self, client: AsyncOpenAI | AsyncAnthropic, model: Callable[[str], Model]) -> None:
        self._loop = Loop()
        self._client = client
        self._model = model

    def answer(self, question: Question) -> Reply:
        return _reply(self._loop.run(self._agent(question).run(question.content)).response)

    def stream(self, question: Question) -> Stream:
        return self._loop.each(self._pieces(question))

    def parse(self, question: Question, form: type[City]) -> City:
        agent = self._agent(question, output_type=NativeOutput(form))
        return self._loop.run(agent.run(question.content)).output

    def calls(self, question: Question, tools: Sequence[Tool], choice: Choice, stream: bool) -> ToolReply:
        response = self._loop.run(self._asked(question, tools, choice, stream))
        calls = [Call(made.tool_call_id, made.tool_name, made.args_as_dict()) for made in response.tool_calls]
        return ToolReply(response.text or "", calls, _finish(response))

    def loop(self, question: Question, tools: Sequence[Tool], stream: bool) -> str:
        agent = self._agent(question, tools=tools)
        return self._loop.run(_streamed(agent, question.content) if stream else _whole(agent, question.content))

    def go_on(self, question: Question, more: str, stream: bool) -> str:
        return self._loop.run(self._gone_on(question, more, stream))

    def close(self) -> None:
        self._loop.run(self._client.close())
        self._loop.close()

    def _agent(self, question: Question, **more: Any) -> Agent[None, Any]:
        return Agent(self._model(question.model), model_settings=_settings(question), retries=0, **more)

    async def _pieces(self, question: Question) -> AsyncGenerator[str | Reply, None]:
        async with self._agent(question).run_stream(question.content) as running:
            async for piece in running.stream_text(delta=True, debounce_by=None):
                yield piece
            yield _reply(running.response)

    async def _asked(self, question: Question, tools: Sequence[Tool], choice: Choice, stream: bool) -> ModelResponse:
        messages = [ModelRequest.user_text_prompt(question.content)]
        settings: Any = {**_settings(question), "tool_choice": [choice] if choice == "get_time" else choice}
        parameters = ModelRequestParameters(function_tools=[pydantic_ai.Tool(tool).tool_def for tool in tools])
        asked: dict[str, Any] = {"model_settings": settings, "model_request_parameters": parameters}
        model = self._model(question.model)
        if not stream:
            return await model_request(model, messages, **asked)
        async with model_request_stream(model, messages, **asked) as events:
            async for _ in events:
                pass
            return events.get()

    async def _gone_on(self, question: Question, more: str, stream: bool) -> str:
        agent = self._agent(question)
        settings: Any = {}
        for content in (question.content, more):
            if stream:
                async with agent.run_stream(content, model_settings=settings) as running:
                    output = await running.get_output()
                    response = running.response
            else:
                ended = await agent.run(content, model_settings=settings)
                output, response = ended.output, ended.response
            settings = {"openai_previous_response_id": response.provider_response_id}
        return output


async def _whole(agent: Agent[None, Any], content: str) -> str:
    return (await agent.run(content)).output


async def _streamed(agent: Agent[None, Any], content: str) -> str:
    async with agent.run_stream_events(content) as events:
        async for event in events:
            if isinstance(event, AgentRunResultEvent):
                return event.result.output
    raise AssertionError("the run has no result")


def _settings(question: Question) -> Any:
    return {} if question.temperature is None else {"temperature": question.temperature}


def _finish(response: ModelResponse) -> str:
    """Why it ended, as it came. Responses have a status, and no reason."""
    told = (response.provider_details or {})["finish_reason"]
    if told == "completed":
        return "tool_calls" if response.tool_calls else "stop"
    return FINISH.get(told, told)


def _reply(response: ModelResponse) -> Reply:
    usage = response.usage
    return Reply(response.text or "", _finish(response), Usage(usage.input_tokens, usage.output_tokens, usage.total_tokens))


def chat(base_url: str, key: str) -> Agents:
    """Over chat completions."""
    client = AsyncOpenAI(base_url=base_url, api_key=key, max_retries=0)
    return Agents(client, lambda name: OpenAIChatModel(name, provider=OpenAIProvider(openai_client=client)))


def responses(base_url: str, key: str) -> Agents:
    """Over the Responses API."""
    client = AsyncOpenAI(base_url=base_url, api_key=key, max_retries=0)
    return Agents(client, lambda name: OpenAIResponsesModel(name, provider=OpenAIProvider(openai_client=client)))


def messages(base_url: str, key: str) -> Agents:
    """Over the Messages API."""
    client = AsyncAnthropic(base_url=base_url.removesuffix("/v1"), api_key=key, max_retries=0)
    provider = AnthropicProvider(anthropic_client=client)
    # By names that are not Anthropic's it does not know that they write by a schema.
    profile: Any = {"supports_json_schema_output": True}
    return Agents(client, lambda name: AnthropicModel(name, provider=provider, profile=profile))


def status(error: Exception) -> int | None:
    """It takes any failure in a stream for a status of 500."""
    return error.status_code if isinstance(error, ModelHTTPError) and error.status_code in STATUSES else None


NAME, PACKAGES = "Pydantic AI", ["pydantic-ai-slim"]

if __name__ == "__main__":
    keep(
        Library("pydantic-ai", NAME, PACKAGES, chat, status),
        Library("pydantic-ai-responses", NAME, PACKAGES, responses, status, "responses"),
        Library("pydantic-ai-messages", NAME, PACKAGES, messages, status, "messages"),
    )
