"""openai-python, over both of its APIs, and asynchronously."""

from contract.keep import keep
from contract.library import Library
from openai_calls.chat import AsyncChat, Chat
from openai_calls.responses import Responses
from openai_calls.words import status

PACKAGES = ["openai"]

if __name__ == "__main__":
    keep(
        Library("openai-python", "openai (Python)", PACKAGES, Chat, status),
        Library("openai-python-async", "openai (Python), AsyncOpenAI", PACKAGES, AsyncChat, status),
        Library("openai-python-responses", "openai (Python)", PACKAGES, Responses, status, api="responses"),
    )
