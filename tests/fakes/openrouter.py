"""OpenRouter's address, answered by a server on loopback: for what is sent to that one host alone."""

import httpx

OPENROUTER_URL = "https://openrouter.ai/api/v1"


class ToLoopback(httpx.AsyncHTTPTransport):
    """A real transport that takes every request for OpenRouter to another server; the headers still name OpenRouter.

    Args:
        base_url: Base of the API to go to.
    """

    def __init__(self, base_url: str) -> None:
        super().__init__()
        self._base_url = base_url

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request there instead."""
        address = str(request.url)
        assert address.startswith(OPENROUTER_URL)
        request.url = httpx.URL(self._base_url + address.removeprefix(OPENROUTER_URL))
        return await super().handle_async_request(request)
