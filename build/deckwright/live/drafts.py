"""``build --to html --watch``: the pages that are being written, from a small server of this machine, so that a changed
word is on the page that is open. The files themselves ask nobody for anything."""

from __future__ import annotations

import asyncio
import os
import secrets
import threading
from typing import Any

import uvicorn
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp

from deckwright.live.app import Address, behind_door, changes
from deckwright.live.door import TOKEN
from deckwright.live.panel import draft_page
from deckwright.live.serve import HERE, listening
from deckwright.live.shown import Shown
from deckwright.svg.slide import Surface
from deckwright.web.page import PageParts

AGAIN = "DECKWRIGHT_DRAFTS"  # PORT TOKEN of the addresses, for the process that takes this one's place


class Draft(Shown):
    """A page that is being written. refusal: why the last words are not shown"""

    def __init__(self, parts: PageParts, surface: Surface):
        self.refusal = ""
        super().__init__(parts, surface)

    def state(self, lecturer: bool) -> dict[str, Any]:
        return super().state(lecturer) | {"refusal": self.refusal}


class Drafts:
    """The pages by the names of their lessons. A thread serves them as long as the program runs.

    ``show`` and ``refuse`` may be called from any other thread.
    """

    def __init__(self) -> None:
        # at the addresses of before, where there were some: pages that are open find them again
        port, _, token = os.environ.get(AGAIN, "0").partition(" ")
        self._socket = listening(HERE, int(port))
        self._port, self._token = self._socket.getsockname()[1], token or secrets.token_urlsafe(TOKEN)
        os.environ[AGAIN] = f"{self._port} {self._token}"
        self._drafts: dict[str, Draft] = {}
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._serve, daemon=True).start()

    def address(self, name: str) -> str:
        """Where the page of a lesson is."""
        return f"http://{HERE}:{self._port}/{self._token}/{name}/"

    def show(self, name: str, parts: PageParts, surface: Surface) -> None:
        """The page of a lesson is now this one."""
        self._loop.call_soon_threadsafe(self._show, name, parts, surface)

    def refuse(self, name: str, why: str) -> None:
        """A lesson's words can't be slides; its page stays as it is."""
        self._loop.call_soon_threadsafe(self._refuse, name, why)

    def _show(self, name: str, parts: PageParts, surface: Surface) -> None:
        draft = self._drafts.get(name)
        if draft is None:
            self._drafts[name] = Draft(parts, surface)
            return
        draft.refusal = ""
        draft.show(parts, surface)

    def _refuse(self, name: str, why: str) -> None:
        if draft := self._drafts.get(name):
            draft.refusal = why
            draft.tell(public=True)

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        config = uvicorn.Config(self._app(), lifespan="off", log_level="error")
        self._loop.run_until_complete(uvicorn.Server(config).serve([self._socket]))

    def _app(self) -> ASGIApp:
        async def page(request: Request) -> Response:
            draft = self._drafts.get(request.path_params["name"])
            return HTMLResponse(draft_page(draft)) if draft else Response("This lesson is not built yet.", 404)

        async def news(request: Request) -> Response:
            draft = self._drafts.get(request.path_params["name"])
            return await changes(draft, True)(request) if draft else Response(status_code=404)

        address = Address((f"{HERE}:{self._port}", f"localhost:{self._port}"), self._token)
        return behind_door([Mount("/{name}", routes=[Route("/", page), Route("/changes", news)])], address)
