"""OpenAI's client for Python: an answer as it is written, a tool, and a conversation that the gateway keeps."""

import json
import os

from openai import OpenAI, pydantic_function_tool
from pydantic import BaseModel


class GetWeather(BaseModel):
    """Tells the weather."""

    city: str


def weather(city: str) -> str:
    return json.dumps({"city": city, "celsius": 4})


client = OpenAI(
    base_url=os.environ.get("OPENAI_BASE_URL", "http://127.0.0.1:8000/v1"),
    api_key=os.environ.get("OPENAI_API_KEY", "any"),
)

# A failure in the middle is raised as openai.APIError: what was printed until then is no whole answer.
with client.chat.completions.stream(
    model="gpt-4.1",
    messages=[{"role": "user", "content": "Why is the sky blue?"}],
) as stream:
    for event in stream:
        if event.type == "content.delta":
            print(event.delta, end="", flush=True)
print()

# A model decides by itself whether it calls; the simulator calls what the second line says.
messages = [{"role": "user", "content": 'Is it cold in Oslo?\n/call get_weather {"city": "Oslo"}'}]
tools = [pydantic_function_tool(GetWeather, name="get_weather")]
while True:
    answer = client.chat.completions.parse(model="gpt-4.1", messages=messages, tools=tools)
    message = answer.choices[0].message
    if not message.tool_calls:
        break
    messages.append(message)
    for call in message.tool_calls:
        result = weather(call.function.parsed_arguments.city)
        messages.append({"role": "tool", "tool_call_id": call.id, "content": result})
print(message.content)

# The Responses API: the second request needs but the id of what came before it.
river = client.responses.create(model="gpt-4.1", input="Name a river.")
where = client.responses.create(model="gpt-4.1", input="And where is it?", previous_response_id=river.id)
print(where.output_text)
