"""Where a Dask scheduler is, and whether one answers there: asked before Dask, which takes any bytes for an answer."""

from __future__ import annotations

import re
import socket
import ssl
import struct
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from deckwright.errors import UsageError, UserError

SCHEMES = ("tcp", "tls")
LONGEST_GREETING = 65_536  # bytes: what a scheduler says of itself when somebody connects; today it has 58
MOST_FRAMES = 16
_ADDRESS = re.compile(r"(?:([\w+.-]*)://)?(\[[0-9a-fA-F:.%\w]+\]|[^\s:/\[\]]+):([0-9]+)/?")
_EXAMPLE = "Give it as in tcp://10.0.0.5:8786, which `dask scheduler` prints when it starts."


@dataclass(frozen=True, slots=True)
class SchedulerAddress:
    """scheme://host:port, of which each part is one."""

    scheme: str
    host: str
    port: int

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"


def read_address(text: str) -> SchedulerAddress:
    """The address that was given; without a scheme it is tcp. Raises UsageError for what is none."""
    found = _ADDRESS.fullmatch(text.strip())
    if not found:
        raise UsageError(f"Expected the address of a Dask scheduler, found {text!r}.", hint=_EXAMPLE)
    scheme, host, port = found[1] if found[1] is not None else "tcp", found[2].strip("[]"), int(found[3])
    if scheme not in SCHEMES:
        hint = (
            "What a browser can open is the scheduler's dashboard, which has another port. " if "http" in scheme else ""
        )
        raise UsageError(f"A Dask scheduler answers at tcp:// or tls://, not at {scheme}://.", hint=hint + _EXAMPLE)
    if not 0 < port < 65_536:
        raise UsageError(f"There is no port {found[3]}: ports go from 1 to 65535.", hint=_EXAMPLE)
    return SchedulerAddress(scheme, host, port)


def expect_scheduler(address: SchedulerAddress, tls: ssl.SSLContext | None, timeout: float) -> None:
    """Raise UserError unless what answers at this address within so many seconds greets as Dask's schedulers do.

    tls  by what a tls:// address is spoken to
    """
    try:
        with socket.create_connection((address.host, address.port), timeout=timeout) as connection:
            spoken = tls.wrap_socket(connection, server_hostname=address.host) if tls else connection
            said = _first_bytes(spoken, 16)
    except TimeoutError:
        raise none_there(address, f"nobody spoke within {timeout:g} seconds") from None
    except (OSError, UnicodeError) as problem:
        raise none_there(address, str(problem)) from None
    length, frames = struct.unpack("<QQ", said) if len(said) == 16 else (0, 0)
    if not (0 < length <= LONGEST_GREETING and 0 < frames <= MOST_FRAMES):
        raise none_there(address, "what answers there is something else")


def none_there(address: SchedulerAddress, why: str) -> UserError:
    """The error for an address at which no scheduler answers."""
    hint = (
        f"Start one: dask scheduler --port {address.port}. If it is there, is a firewall in between, or another port?"
    )
    return UserError(f"Expected a Dask scheduler at {address}, found none: {why}.", hint=hint)


def _first_bytes(connection: socket.socket, count: int) -> bytes:
    """The first bytes that are said; fewer if the other side hangs up."""
    said = b""
    while len(said) < count and (more := connection.recv(count - len(said))):
        said += more
    return said


def within(seconds: float, call: Callable[[], Any]) -> Any:
    """What a call returns or raises; TimeoutError if it takes longer, and then it is left to itself."""
    ended: list[Callable[[], Any]] = []

    def run() -> None:
        try:
            result = call()
            ended.append(lambda: result)
        except BaseException as problem:
            ended.append(lambda problem=problem: _raise(problem))

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if not ended:
        raise TimeoutError(f"nobody spoke within {seconds:g} seconds")
    return ended[0]()


def _raise(problem: BaseException) -> None:
    raise problem
