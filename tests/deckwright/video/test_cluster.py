"""The same jobs on a Dask cluster: a real scheduler and two workers on this machine, one of them killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path

import pytest

from deckwright.errors import UserError
from deckwright.lesson import run_lesson
from deckwright.video import Progress, cluster, render
from time_limit import PATIENCE

pytestmark = [pytest.mark.slow, pytest.mark.skipif(find_spec("distributed") is None, reason="needs distributed")]


def started(*words: str) -> subprocess.Popen:
    """A Dask process."""
    return subprocess.Popen([sys.executable, "-m", *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen]]]:
    """Address of a scheduler with two workers, and the workers' processes."""
    from distributed import Client

    file = tmp_path / "scheduler.json"
    common = ["--scheduler-file", str(file), "--host", "127.0.0.1", "--no-dashboard"]
    head = started("distributed.cli.dask_scheduler", *common, "--port", "0")
    workers = [
        started(
            "distributed.cli.dask_worker",
            *common,
            "--nthreads",
            "1",
            "--no-nanny",
            "--local-directory",
            str(tmp_path / f"w{k}"),
        )
        for k in range(2)
    ]
    try:
        deadline = time.monotonic() + PATIENCE
        while not file.exists() and time.monotonic() < deadline:
            time.sleep(0.1)
        with Client(scheduler_file=str(file), timeout=PATIENCE) as client:
            client.wait_for_workers(2, timeout=PATIENCE)
            address = client.scheduler.address
        yield address, workers
    finally:
        for process in (*workers, head):
            process.kill()
            process.wait()


def busy_worker(address: str) -> int:
    """The process id of a worker that has a job, once both have one."""
    from distributed import Client

    with Client(address) as client:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            busy = [worker for worker, tasks in client.processing().items() if tasks]
            if len(busy) == 2:
                return client.run(os.getpid, workers=busy[:1])[busy[0]]
            time.sleep(0.05)
    raise AssertionError("the jobs never reached both workers")


def test_a_lost_worker_costs_only_its_own_job(course, tiny, scheduler):
    """One of two workers is killed while both draw: its job is done again, the other's is not."""
    address, workers = scheduler
    record = run_lesson(course).record
    (here,) = render(course, record, quality=tiny, out=course.root / "here", jobs=1)
    heard: list[Progress] = []

    def far():
        with cluster(address) as pool:
            assert pool.count == 2 and not pool.near
            return render(course, record, quality=tiny, out=course.root / "far", workers=pool, progress=heard.append)

    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(far)
        os.kill(busy_worker(address), signal.SIGKILL)
        (there,) = future.result(timeout=PATIENCE)
    assert there.path.read_bytes() == here.path.read_bytes() and there.captions.read_text() == here.captions.read_text()
    assert sum(worker.poll() is not None for worker in workers) == 1
    finished = Counter((progress.part, progress.done) for progress in heard if progress.done == progress.total > 0)
    assert {part for part, _ in finished} == {0, 1} and min(finished.values()) == 1


def test_no_scheduler_at_the_address():
    """A wrong address is one error that says what to start."""
    with pytest.raises(UserError, match="Expected a Dask scheduler at tcp://127.0.0.1:9"):
        with cluster("tcp://127.0.0.1:9", timeout=1.0):
            pass
