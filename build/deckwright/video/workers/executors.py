"""Who does the jobs: threads that attend to a process each, or the workers of a Dask cluster."""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING, Any

from deckwright.errors import UserError
from deckwright.video.job import Job, Outcome, Progress, Report
from deckwright.video.workers.scheduler_address import (
    SchedulerAddress,
    expect_scheduler,
    none_there,
    read_address,
    within,
)
from deckwright.video.workers.worker_pool import WorkerPool, do

if TYPE_CHECKING:
    from distributed.security import Security

TLS = "Name them in ~/.config/dask/distributed.yaml: distributed.comm.tls with ca-file, client.cert and client.key."


@dataclass(frozen=True)
class Workers:
    """An executor, what it does with a job, how many jobs keep it busy, and how a job reports to us."""

    executor: Executor
    do: Callable[[Job, Report | None], Outcome]
    count: int
    report: Callable[[Report], Report]
    near: bool = True  # whether jobs see this machine's disk


class SlotExecutor(ThreadPoolExecutor):
    """Threads whose jobs take turns with those of other processes: each job waits for one of the places of all."""

    def __init__(self, count: int, places: AbstractContextManager):
        super().__init__(count, thread_name_prefix="render")
        self.places = places

    def submit(self, do: Callable[..., Any], /, *words: Any) -> Future:
        """Have a job done as soon as there is a place."""
        return super().submit(self._in_its_place, do, *words)

    def _in_its_place(self, do: Callable[..., Any], *words: Any) -> Any:
        with self.places:
            return do(*words)


@contextmanager
def local(jobs: int | None = None, places: AbstractContextManager | None = None) -> Iterator[Workers]:
    """So many jobs at once on this machine; as many as it has cores when not told.

    places  a semaphore that the jobs of other processes take their places from, too: they keep the cores busy, so that
            no scene need be split
    """
    count = jobs or os.cpu_count() or 1
    executor, pool = SlotExecutor(count, places or nullcontext()), WorkerPool()
    try:
        yield Workers(executor, pool.do, 1 if places else count, lambda report: report)
    finally:
        executor.shutdown(wait=False, cancel_futures=True)
        pool.close()
        executor.shutdown()


@contextmanager
def cluster(address: str, timeout: float = 10.0) -> Iterator[Workers]:
    """The workers of a Dask cluster. A job whose worker is lost is done again by another one.

    timeout  seconds to wait for the scheduler's answer
    """
    try:
        from distributed import Client
    except ImportError:
        raise UserError("Rendering on a cluster needs Dask.", hint='pip install "deckwright[cluster]"') from None
    there = read_address(address)
    security = _security(there)
    try:
        tls = security.get_connection_args("client")["ssl_context"] if there.scheme == "tls" else None
        within(timeout + 1, lambda: expect_scheduler(there, tls, timeout))
        client = within(2 * timeout, lambda: Client(str(there), timeout=timeout, security=security))
    except AssertionError:  # all that Dask says where its own thread has not begun within ten seconds
        raise UserError("Dask did not start: this machine is too busy.", hint="Try again.") from None
    except (OSError, RuntimeError, ValueError) as error:  # Dask's configuration asks for TLS; no greeting after all
        raise none_there(there, str(error)) from None
    with client:
        count = sum(client.nthreads().values())
        if not count:
            raise UserError(f"The scheduler at {address} has no workers.", hint=f"Start some: dask worker {address}")
        executor = client.get_executor(pure=False, retries=2)
        yield Workers(executor, do, count, lambda report: _listen(client, report), near=False)


def _security(there: SchedulerAddress) -> Security:
    """What Dask's configuration says of TLS: certificates are its business."""
    from distributed.security import Security

    try:
        security = Security()
        ready = there.scheme != "tls" or security.get_connection_args("client")["ssl_context"] is not None
    except (OSError, ValueError, TypeError) as error:  # a file that isn't there, or is no certificate
        raise UserError(f"Dask's configuration of TLS can't be used: {error}.", hint=TLS) from None
    if not ready:
        raise UserError(f"{there} speaks TLS, and Dask's configuration names no certificates for it.", hint=TLS)
    return security


def _listen(client: Any, report: Report) -> Report:
    """A report that a job on any worker can send, and that arrives here."""
    topic = f"deckwright-{uuid.uuid4().hex}"
    client.subscribe_topic(topic, lambda event: report(Progress(*event[1]["progress"])))
    return FarReport(topic)


@dataclass(frozen=True)
class FarReport:
    """Sends progress from a Dask worker to whoever listens to a topic."""

    topic: str

    def __call__(self, progress: Progress) -> None:
        from distributed import get_worker

        get_worker().log_event(self.topic, {"progress": astuple(progress)})  # Dask adds the worker's name
