"""The applications behind the addresses: the lecturer's, with the numbers to change, and the students', to look at."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp

from deckwright.live.door import Door
from deckwright.live.lecture import Lecture, OutOfRange, Place
from deckwright.live.panel import lecturers_page, students_page
from deckwright.live.shown import Shown

LARGEST = 65536  # bytes that anybody may send


@dataclass(frozen=True, slots=True)
class Address:
    """Where an application is found. hosts: its names, the one that is said first."""

    hosts: tuple[str, ...]
    token: str

    def __str__(self) -> str:
        return f"http://{self.hosts[0]}/{self.token}/"


def lecturers(lecture: Lecture, address: Address, shared: Address | None = None) -> ASGIApp:
    """The lecturer's page, and all that can be done there. shared: where students look on"""

    async def page(request: Request) -> Response:
        return HTMLResponse(lecturers_page(lecture, str(shared or "")))

    async def values(request: Request) -> Response:
        try:
            lecture.ask(await _sent(request, dict[str, str]))
        except OutOfRange as error:
            return JSONResponse({"why": error.why})  # an answer like any other: nothing failed
        return JSONResponse({"why": {}}, 202)

    async def place(request: Request) -> Response:
        lecture.go(await _sent(request, Place))
        return Response(status_code=204)

    async def leave(request: Request) -> Response:
        lecture.leave()
        return Response(status_code=204)

    doing = [Route(f"/{name.__name__}", name, methods=["POST"]) for name in (values, place, leave)]
    return behind_door([Route("/", page), Route("/changes", changes(lecture, True)), *doing], address)


def students(lecture: Lecture, address: Address) -> ASGIApp:
    """The page without notes, and what changes in it: there is nothing that anybody could do here."""

    async def page(request: Request) -> Response:
        return HTMLResponse(students_page(lecture))

    return behind_door([Route("/", page), Route("/changes", changes(lecture, False))], address)


def changes(shown: Shown, lecturer: bool) -> Callable[[Request], Awaitable[Response]]:
    """The answer to who asks what came after a version: as soon as there is something."""

    async def answer(request: Request) -> Response:
        try:
            version = int(request.query_params["after"])
        except (KeyError, ValueError):
            return Response("Expected ?after=VERSION.", 400)
        await shown.after(version, lecturer)
        return JSONResponse(shown.news(version, lecturer))

    return answer


def behind_door(routes: list[BaseRoute], address: Address) -> ASGIApp:
    """An application at an address, for those alone who have it."""
    app = Starlette(routes=[Mount(f"/{address.token}", routes=routes)], exception_handlers={msgspec.MsgspecError: _bad})
    return Door(app, address.hosts, address.token)


async def _sent(request: Request, kind: type):
    """What was sent, as JSON of this kind; raises MsgspecError."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            raise msgspec.ValidationError(f"Expected at most {LARGEST} bytes.")
    return msgspec.json.decode(body, type=kind)


async def _bad(request: Request, error: Exception) -> Response:
    return Response(str(error), 400)
