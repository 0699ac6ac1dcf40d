"""Who may come in: by the very address that was given out, with its token, and from no other page."""

from __future__ import annotations

import secrets

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

TOKEN = 16  # bytes
HEADERS = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "content-security-policy": "; ".join(
        (
            "default-src 'none'",
            "script-src 'unsafe-inline'",  # the page is one file
            "style-src 'unsafe-inline'",
            "img-src data:",
            "media-src data:",
            "font-src data:",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        )
    ),
}


class Door:
    """What stands before an application.

    hosts  as a browser names them, with the port: a name of another site that leads here is none of them
    token  the first part of each path
    """

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...], token: str):
        self._app, self._hosts, self._token = app, hosts, token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return await self._app(scope, receive, send)
        refusal = self._refusal(Headers(scope=scope), scope["path"])
        await (refusal or self._app)(scope, receive, _with_headers(send))

    def _refusal(self, headers: Headers, path: str) -> PlainTextResponse | None:
        origins = [f"http://{host}" for host in self._hosts]
        if headers.get("host") not in self._hosts or headers.get("origin", origins[0]) not in origins:
            return PlainTextResponse("Open the address that was given out.", 403)
        if not secrets.compare_digest(path.split("/")[1].encode(), self._token.encode()):
            return PlainTextResponse("Open the whole address that was given out: this one is of no lecture.", 404)
        return None


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(HEADERS)
        await send(message)

    return sending
