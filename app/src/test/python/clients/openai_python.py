"""openai-python, over both of its APIs, and asynchronously."""

from openai import OpenAI, RateLimitError

from contract import gateway
from contract.keep import keep
from contract.library import Library
from contract.retries import retries
from openai_calls.chat import AsyncChat, Chat
from openai_calls.responses import Responses
from openai_calls.words import status

PACKAGES = ["openai"]


def asked_with_retries(base_url: str) -> str:
    """As many as there are by default."""
    client = OpenAI(base_url=base_url, api_key=gateway.KEY)
    completion = client.chat.completions.create(model="gpt-4.1", messages=[{"role": "user", "content": "say noon"}])
    return completion.choices[0].message.content or ""


if __name__ == "__main__":
    keep(
        Library("openai-python", "openai (Python)", PACKAGES, Chat, status),
        Library("openai-python-async", "openai (Python), AsyncOpenAI", PACKAGES, AsyncChat, status),
        Library("openai-python-responses", "openai (Python)", PACKAGES, Responses, status, api="responses"),
        also=retries("openai-python", asked_with_retries, RateLimitError),
    )
