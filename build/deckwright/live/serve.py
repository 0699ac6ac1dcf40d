"""``present --live``: start the server, say where it is, and follow the files until Ctrl+C ends it."""

from __future__ import annotations

import asyncio
import secrets
import socket
import threading
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from functools import partial
from pathlib import Path

import uvicorn
import watchfiles
from starlette.types import ASGIApp, Receive, Scope, Send

import dlcore
from deckwright.building.choices import Choices
from deckwright.errors import UserError
from deckwright.lesson import Lesson
from deckwright.live.app import Address, lecturers, students
from deckwright.live.door import TOKEN
from deckwright.live.lecture import Lecture
from deckwright.live.made import Made, Refused
from deckwright.live.worker import Words, Worker
from deckwright.progress import ProgressDisplay

Say = Callable[[str], None]

HERE = "127.0.0.1"
SHORT = 6  # bytes of the token that students may have to type
AT_ONCE, LOOK = 50, 20  # milliseconds in which changes of files belong together, and from one look at them to the next


def present_live(lesson: Lesson, choices: Choices, port: int, share: bool, say: Say, words: Words) -> int:
    """Serve a lecture until Ctrl+C, and open its page.

    port   of the lecturer's address, 0 for any
    share  whether students look on
    say    a line on the terminal; words: what is said of an error
    """
    with listening(HERE, port) as ours:
        theirs = listening(_network_address(), 0) if share else None
        with suppress(KeyboardInterrupt):  # which is how it ends
            asyncio.run(_serve(Worker(lesson, choices, words), lesson, choices, ours, theirs, say))
    return 0


async def _serve(
    worker: Worker, lesson: Lesson, choices: Choices, ours: socket.socket, theirs: socket.socket | None, say: Say
) -> None:
    with closing(worker):  # whatever waits for it then waits no more
        made = await _first(worker, lesson, choices)
        lecture = Lecture(worker, made, say)
        port = ours.getsockname()[1]
        address = Address((f"{HERE}:{port}", f"localhost:{port}"), secrets.token_urlsafe(TOKEN))
        shared = theirs and Address((":".join(map(str, theirs.getsockname())),), secrets.token_hex(SHORT))
        apps = {port: lecturers(lecture, address, shared)}
        if shared:
            apps[theirs.getsockname()[1]] = students(lecture, shared)
        for line in (*made.remarks, *_said(address, shared)):
            say(line)
        threading.Thread(target=webbrowser.open, args=(str(address),), daemon=True).start()  # some wait
        watching = asyncio.create_task(_watch(lesson, lecture, worker))
        config = uvicorn.Config(_by_port(apps), lifespan="off", log_level="error", timeout_graceful_shutdown=1)
        await _Server(config, lecture).serve([each for each in (ours, theirs) if each])
        watching.cancel()


async def _first(worker: Worker, lesson: Lesson, choices: Choices) -> Made:
    """The slides with which the lecture starts; raises UserError."""
    with ProgressDisplay(1) as display:
        try:
            return await worker.make(choices.settings, partial(display.tell, lesson.name))
        except Refused as refused:
            raise UserError(str(refused)) from None


class _Server(uvicorn.Server):
    """A server that ends at once: whoever waits for news is told that there are none any more."""

    def __init__(self, config: uvicorn.Config, lecture: Lecture):
        super().__init__(config)
        self._lecture = lecture

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._lecture.close()
        await super().shutdown(sockets)


def _by_port(apps: dict[int, ASGIApp]) -> ASGIApp:
    """Each port leads to an application of its own."""

    async def lead(scope: Scope, receive: Receive, send: Send) -> None:
        await apps[scope["server"][1]](scope, receive, send)

    return lead


def _said(address: Address, shared: Address | None) -> Iterator[str]:
    yield f"The live lecture is at {address}"
    yield "Only this machine reaches it, by this address alone."
    if shared:
        yield f"Students on this network look on at {shared}"
        yield "Anybody there with this address sees the slides, unencrypted, as you show them; nobody can change them."
    yield "Ctrl+C ends it."


async def _watch(lesson: Lesson, lecture: Lecture, worker: Worker) -> None:
    """Make the slides again whenever a file that they are made from changes."""
    numbers = Path(dlcore.__file__).parent
    while True:
        made = lecture.made
        elsewhere = {path for path in made.reads if not Path(path).is_relative_to(lesson.folder)}
        places = [lesson.folder, numbers, *(path for path in elsewhere if Path(path).exists())]
        async for changes in watchfiles.awatch(*places, debounce=AT_ONCE, step=LOOK):
            changed = {path for _, path in changes if "__pycache__" not in path} - lecture.made.writes
            if any(numbers in Path(path).parents for path in changed):
                worker.leave()  # a process knows the code with which it started
                lecture.again()
            elif any(path in elsewhere or Path(path).is_relative_to(lesson.folder) for path in changed):
                lecture.again()
            if changed & elsewhere or lecture.made.reads != made.reads:
                break  # a file that is replaced is another one for who watches it


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens there; port: 0 for any. Raises UserError."""
    try:
        return socket.create_server((host, port))
    except OSError as error:
        hint = "Choose another one with --port, or none: any free one is taken then."
        raise UserError(f"Nothing can listen on {host}, port {port}: {error.strerror}.", hint=hint) from None


def _network_address() -> str:
    """This machine's address in its local network. Nothing is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect(("192.0.2.1", 9))  # an address that nobody has (RFC 5737)
            return asking.getsockname()[0]
        except OSError:
            raise UserError("This machine is in no network.", hint="Join one, or leave --share out.") from None
