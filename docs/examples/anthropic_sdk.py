"""Anthropic's client for Python, which wants the address without /v1: an answer, and one as it is written."""

import os

from anthropic import Anthropic

client = Anthropic(
    base_url=os.environ.get("ANTHROPIC_BASE_URL", "http://127.0.0.1:8000"),
    api_key=os.environ.get("ANTHROPIC_API_KEY", "any"),
)

message = client.messages.create(
    model="gpt-4.1",
    max_tokens=1024,
    messages=[{"role": "user", "content": "Name a river."}],
)
print("".join(block.text for block in message.content if block.type == "text"))
print(f"{message.usage.input_tokens} tokens in, {message.usage.output_tokens} out")

# A failure in the middle is raised as anthropic.APIStatusError: what was printed until then is no whole answer.
with client.messages.stream(
    model="gpt-4.1",
    max_tokens=1024,
    messages=[{"role": "user", "content": "Why is the sky blue?"}],
) as stream:
    for text in stream.text_stream:
        print(text, end="", flush=True)
print()
