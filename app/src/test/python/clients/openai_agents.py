"""OpenAI's Agents SDK, over either API."""

import json
from collections.abc import AsyncGenerator, Callable, Sequence
from typing import Any

from agents import Agent, ModelSettings, OpenAIProvider, RunConfig, Runner, function_tool
from agents.items import ItemHelpers
from openai import AsyncOpenAI

from contract import gateway
from contract.asyncs import Loop
from contract.keep import keep
from contract.library import Call, Choice, City, Client, Library, Question, Reply, Stream, Tool, ToolReply, Usage
from contract.scripts import call, result, sent, turns
from openai_calls.words import status


class Agents(Client):
    """An agent with tools of its own is made for each question. A run that somebody has to approve of ends with what the model calls."""

    def __init__(self, base_url: str, key: str, responses: bool) -> None:
        self._loop = Loop()
        self._client = AsyncOpenAI(base_url=base_url, api_key=key, max_retries=0)
        provider = OpenAIProvider(openai_client=self._client, use_responses=responses)
        self.config = RunConfig(model_provider=provider, tracing_disabled=True)

    def answer(self, question: Question) -> Reply:
        return _reply(self._answered(_agent(question), question.content, False))

    def stream(self, question: Question) -> Stream:
        return self._loop.each(self._pieces(_agent(question), question.content))

    def parse(self, question: Question, form: type[City]) -> City:
        return self._answered(_agent(question, output_type=form), question.content, False).final_output_as(form)

    def calls(self, question: Question, tools: Sequence[Tool], choice: Choice, stream: bool) -> ToolReply:
        offered = [function_tool(tool, needs_approval=True) for tool in tools]
        ended = self._answered(_agent(question, choice, tools=offered), question.content, stream)
        made = [item.raw_item for item in ended.interruptions]
        calls = [Call(item.call_id, item.name, json.loads(item.arguments)) for item in made]
        return ToolReply(ItemHelpers.text_message_outputs(ended.new_items), calls, None)

    def loop(self, question: Question, tools: Sequence[Tool], stream: bool) -> str:
        agent = _agent(question, tools=[function_tool(tool) for tool in tools])
        return self._answered(agent, question.content, stream).final_output

    def go_on(self, question: Question, more: str, stream: bool) -> str:
        first = self._answered(_agent(question), question.content, stream)
        return self._answered(_agent(question), more, stream, previous_response_id=first.last_response_id).final_output

    def hand_over(self, front: Agent, content: str) -> Any:
        """The end of a run that begins with this agent."""
        return self._answered(front, content, False)

    def close(self) -> None:
        self._loop.run(self._client.close())
        self._loop.close()

    def _answered(self, agent: Agent, content: str, stream: bool, **more: Any) -> Any:
        return self._loop.run(self._run(agent, content, stream, **more))

    async def _run(self, agent: Agent, content: str, stream: bool, **more: Any) -> Any:
        if not stream:
            return await Runner.run(agent, content, run_config=self.config, **more)
        running = Runner.run_streamed(agent, content, run_config=self.config, **more)
        async for _ in running.stream_events():
            pass
        return running

    async def _pieces(self, agent: Agent, content: str) -> AsyncGenerator[str | Reply, None]:
        running = Runner.run_streamed(agent, content, run_config=self.config)
        try:
            async for event in running.stream_events():
                if event.type == "raw_response_event" and event.data.type == "response.output_text.delta":
                    yield event.data.delta
        finally:
            running.cancel()
        yield _reply(running)


def _agent(question: Question, choice: Choice = None, **more: Any) -> Agent:
    settings = ModelSettings(temperature=question.temperature, tool_choice=choice, include_usage=True)
    return Agent(name="assistant", model=question.model, model_settings=settings, **more)


def _reply(ended: Any) -> Reply:
    usage = ended.context_wrapper.usage
    return Reply(ended.final_output, None, Usage(usage.input_tokens, usage.output_tokens, usage.total_tokens))


def connecting(responses: bool) -> Callable[[str, str], Agents]:
    """Clients of one API."""
    return lambda base_url, key: Agents(base_url, key, responses)


def hands_over(responses: bool) -> Callable[[], None]:
    """Each agent has tools of its own, and with them a mark of its own, in which its model is shown what the other's has called."""

    def get_time() -> str:
        """Tells the time."""
        return "noon"

    def check() -> None:
        expert = Agent(name="Expert", model="gpt-4.1", tools=[function_tool(get_time)])
        front = Agent(name="Front", model="gpt-4.1", handoffs=[expert])
        calls = [call("transfer_to_expert", {}), call("get_time", {})]
        ended = connecting(responses)(gateway.BASE_URL, gateway.KEY).hand_over(front, turns(*calls, "{messages}").content)
        assert ended.last_agent.name == "Expert", ended.last_agent
        results = [result(1, "transfer_to_expert", '{"assistant": "Expert"}'), result(1, "get_time", "noon")]
        assert json.loads(ended.final_output) == sent(calls[0], results[0], calls[1], results[1]), ended.final_output

    return check


NAME, PACKAGES = "OpenAI Agents SDK for Python (openai-agents)", ["openai-agents"]

if __name__ == "__main__":
    keep(
        Library("openai-agents-python", NAME, PACKAGES, connecting(False), status, tells_finish=False),
        Library("openai-agents-python-responses", NAME, PACKAGES, connecting(True), status, "responses", tells_finish=False),
        also={"openai-agents hands over": hands_over(False), "openai-agents-responses hands over": hands_over(True)},
    )
