"""What tests say of calls that fail."""

from collections.abc import Callable

from contract.library import NotOfferedError


def raised(call: Callable[[], object]) -> Exception:
    """What a call raises, which must raise something."""
    try:
        result = call()
    except (AssertionError, NotOfferedError):
        raise
    except Exception as error:
        return error
    raise AssertionError(f"nothing was raised, but this came: {result}")
