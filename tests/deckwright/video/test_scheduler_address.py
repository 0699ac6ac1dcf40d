"""``--cluster``: an address that is one, and somebody there who speaks as a Dask scheduler does."""

from __future__ import annotations

import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator
from importlib.util import find_spec

import pytest

from deckwright.errors import UsageError, UserError
from deckwright.video.workers import executors
from deckwright.video.workers.executors import cluster
from deckwright.video.workers.scheduler_address import expect_scheduler, read_address, within
from time_limit import PATIENCE

ROLES = ("client", "scheduler", "worker")
SAID = b"\x83\xabcompression\xc0\xa6python\x93\x03\x0b\x07\xafpickle-protocol\x05"
GREETING = struct.pack("<QQQ", 58, 1, 42) + SAID


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("tcp://10.0.0.5:8786", "tcp://10.0.0.5:8786"),
        (" localhost:8786/ ", "tcp://localhost:8786"),
        ("tls://gpu-1.uni.de:1", "tls://gpu-1.uni.de:1"),
        ("tcp://[::1]:8786", "tcp://[::1]:8786"),
    ],
)
def test_addresses(text: str, address: str) -> None:
    """Without a scheme it is tcp."""
    assert str(read_address(text)) == address


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "Expected the address of a Dask scheduler, found ''"),
        ("   ", "Expected the address"),
        ("localhost", "Expected the address"),
        ("tcp://", "Expected the address"),
        ("tcp://host:port", "Expected the address"),
        ("tcp://host:8786/a", "Expected the address"),
        ("tcp://ho st:8786", "Expected the address"),
        ("http://localhost:8787", "not at http://.\n  What a browser can open is the scheduler's dashboard"),
        ("://localhost:8787", "not at ://"),
        ("ftp://localhost:8786", "not at ftp://"),
        ("tcp://localhost:0", "no port 0"),
        ("tcp://localhost:99999", "no port 99999"),
        ("tcp://localhost:-1", "Expected the address"),
    ],
)
def test_what_is_no_address(text: str, why: str) -> None:
    """It is told before anything is computed, as wrong usage, with an example."""
    with pytest.raises(UsageError) as error:
        read_address(text)
    assert why in str(error.value) and "tcp://10.0.0.5:8786" in error.value.hint


@pytest.fixture
def speaker() -> Iterator:
    """Starts a server that says some bytes to whoever connects, and keeps the line open."""
    servers, lines = [], []

    def start(words: bytes) -> int:
        server = socket.create_server(("127.0.0.1", 0))
        servers.append(server)

        def serve() -> None:
            while True:
                try:
                    line, _ = server.accept()
                except OSError:
                    return
                line.sendall(words)
                lines.append(line)

        threading.Thread(target=serve, daemon=True).start()
        return server.getsockname()[1]

    yield start
    for each in (*servers, *lines):
        each.close()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (b"", "nobody spoke within 0.3 seconds"),
        (b"220 ", "nobody spoke within 0.3 seconds"),
        (b"HTTP/1.1 400 Bad Request\r\n\r\n", "something else"),
        (b"220 mail.uni.de ESMTP ready\r\n", "something else"),
        (bytes(100), "something else"),
        (b"\xff" * 100, "something else"),
    ],
)
def test_somebody_else_answers(speaker, words: bytes, why: str) -> None:
    """A port that is mute, stops in the middle, or speaks HTTP, SMTP or zeros."""
    wait = 0.3 if "0.3" in why else PATIENCE
    with pytest.raises(UserError, match=why) as error:
        expect_scheduler(read_address(f"127.0.0.1:{speaker(words)}"), None, wait)
    assert "dask scheduler --port" in error.value.hint


def test_a_scheduler_answers(speaker) -> None:
    """What Dask says first: how long it is, in how many frames."""
    expect_scheduler(read_address(f"127.0.0.1:{speaker(GREETING)}"), None, PATIENCE)


def test_nobody_and_no_such_host(speaker) -> None:
    """A port where nothing listens, and a name that no computer has."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    for address in (f"127.0.0.1:{port}", "no-such-host.invalid:8786", f"{'a' * 80}.de:8786"):
        with pytest.raises(UserError, match="Expected a Dask scheduler at tcp://.*, found none"):
            expect_scheduler(read_address(address), None, 2)


def test_a_call_that_takes_too_long() -> None:
    """It is left to itself; what a quick one returns or raises arrives."""
    with pytest.raises(TimeoutError):
        within(0.05, threading.Event().wait)
    assert within(PATIENCE, lambda: 3) == 3
    with pytest.raises(ZeroDivisionError):
        within(PATIENCE, lambda: 1 / 0)


@pytest.mark.parametrize(
    "command", [["--cluster", ""], ["--cluster", "http://localhost:8787"], ["--cluster=tcp://a:0"]]
)
def test_on_the_command_line(command: list[str], capsys, monkeypatch) -> None:
    """Status 2, and nothing is rendered here instead."""
    from deckwright import cli

    monkeypatch.setattr(sys, "argv", ["deckwright", "render", *command])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 2 and "tcp://10.0.0.5:8786" in capsys.readouterr().err


def configured(cert: str, key: str) -> dict[str, str]:
    """What Dask's configuration says of TLS."""
    files = {f"{role}.{name}": file for role in ROLES for name, file in (("cert", cert), ("key", key))}
    return {f"distributed.comm.tls.{name}": file for name, file in ({"ca-file": cert} | files).items()}


def refused_elsewhere(address: str) -> str:
    """What a process of its own says of an address: a client of Dask that is left waiting keeps others from
    starting.
    """
    program = (
        "import sys; from deckwright.errors import UserError; from deckwright.video.workers.executors import cluster\n"
        "try:\n    with cluster(sys.argv[1], timeout=1): pass\n"
        "except UserError as error:\n    print(error, flush=True)\n    import os; os._exit(1)\n"
    )
    run = subprocess.run([sys.executable, "-c", program, address], capture_output=True, text=True, timeout=120)
    assert run.returncode == 1, run.stderr
    return run.stdout


@pytest.mark.slow
@pytest.mark.skipif(find_spec("distributed") is None, reason="needs distributed")
def test_before_dask_is_asked(speaker, monkeypatch: pytest.MonkeyPatch) -> None:
    """TLS without certificates, with some that aren't there; one who greets as a scheduler does and then is mute."""
    import dask

    with pytest.raises(UserError, match="names no certificates") as error:
        with cluster(f"tls://127.0.0.1:{speaker(b'')}", timeout=1):
            pass
    assert "distributed.comm.tls" in error.value.hint
    with (
        dask.config.set(configured("/none/cert.pem", "/none/key.pem")),
        pytest.raises(UserError, match="can't be used"),
    ):
        with cluster(f"tls://127.0.0.1:{speaker(b'')}", timeout=1):
            pass
    with dask.config.set({"distributed.comm.require-encryption": True}), pytest.raises(UserError, match="encryption"):
        with cluster(f"tcp://127.0.0.1:{speaker(GREETING)}", timeout=PATIENCE):
            pass
    for greeting in (GREETING, GREETING[:24] + bytes(42)):
        assert "found none" in refused_elsewhere(f"127.0.0.1:{speaker(greeting)}")


def local_cluster():
    """A scheduler with TLS, in this process. Dask gives a thread of its own ten seconds to begin, and asserts it."""
    from distributed import LocalCluster
    from distributed.security import Security

    options = {"processes": False, "protocol": "tls://", "dashboard_address": None}
    for _ in range(5):
        try:
            return LocalCluster(1, threads_per_worker=1, security=Security(), **options)
        except AssertionError:
            continue
    pytest.fail("Dask's loop did not start in five times ten seconds")


@pytest.mark.slow
@pytest.mark.skipif(find_spec("distributed") is None, reason="needs distributed")
def test_dask_that_does_not_start(speaker, monkeypatch: pytest.MonkeyPatch) -> None:
    """It only asserts that it has; what is said then is what to do."""
    import distributed

    def client(*_, **__):
        raise AssertionError

    monkeypatch.setattr(executors, "expect_scheduler", lambda *_: None)
    monkeypatch.setattr(distributed, "Client", client)
    with pytest.raises(UserError, match="too busy") as error, cluster("127.0.0.1:8786", timeout=1):
        pass
    assert error.value.hint == "Try again."


@pytest.mark.slow
@pytest.mark.skipif(find_spec("distributed") is None, reason="needs distributed")
def test_a_scheduler_that_speaks_tls(tmp_path, speaker) -> None:
    """Certificates that Dask's configuration names are used; somebody who speaks no TLS there is told."""
    import dask

    key, cert = tmp_path / "key.pem", tmp_path / "cert.pem"
    made = subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-days", "2",
         "-keyout", str(key), "-out", str(cert)],
        capture_output=True,
    )  # fmt: skip
    if made.returncode:
        pytest.skip("openssl can make no certificate here")
    with dask.config.set(configured(str(cert), str(key))):
        with pytest.raises(UserError, match="found none"):
            with cluster(f"tls://127.0.0.1:{speaker(bytes(100))}", timeout=2):
                pass
        with local_cluster() as here:
            with cluster(here.scheduler_address) as workers:
                assert workers.count == 1
