"""Requests -> answers, by worker processes of which each looks at one picture at a time.

A worker that dies or takes too long costs the picture it was at, and is replaced; the others go on. Workers
are new processes and no forks: libvips hangs in the fork of a process that has used it. Knows nothing of
pictures.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event, Lock, Timer
from types import TracebackType
from typing import IO, Any, Self

from microsite.core.dataclasses import dataclass
from microsite.core.forks import processors

MEMORY_LIMIT_BYTES = 1_000_000_000
START_LIMIT_S = 60.0
LONGEST_ANSWER_BYTES = 1_000_000
MOST_WORKERS = 4
"""As many as 600 MB hold while each makes pictures of 12 megapixels."""

Answer = dict[str, Any]

_START = "import sys; sys.path[:] = {path!r}; from microsite.render.renditions.worker import main; main()"
# The pool is the parallelism; with one thread a picture the bytes are the same for any number of workers.
_ENVIRONMENT = {
    "VIPS_CONCURRENCY": "1",
    "VIPS_WARNING": "0",
    "FONTCONFIG_FILE": str(Path(__file__).parent / "fonts" / "fonts.conf"),
}


class NoLibraryError(Exception):
    """Say why workers cannot load the image library."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Ask a worker for something; `request` is JSON-ready, and past `limit_s` it is given up."""

    request: Mapping[str, object]
    limit_s: float


class WorkerPool:
    """Hold up to `workers` processes, started when they are first needed; a context manager that ends them.

    `started` counts those that were. Answers come from pictures that nobody has checked.
    """

    def __init__(self, workers: int | None = None, *, memory_limit_bytes: int = MEMORY_LIMIT_BYTES) -> None:
        self.workers = workers or min(MOST_WORKERS, processors())
        self.started = 0
        self._memory_limit_bytes = memory_limit_bytes
        self._lock = Lock()
        self._idle: list[_Worker] = []
        self._all: set[_Worker] = set()
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def answers(self, tasks: Sequence[Task]) -> Iterator[tuple[int, Answer]]:
        """Yield (index of the task, its answer) as they come; a `fault` of `crashed` or `too_slow` is ours.

        Raises NoLibraryError.
        """
        from concurrent.futures import ThreadPoolExecutor, as_completed

        threads = ThreadPoolExecutor(max(1, min(self.workers, len(tasks))), thread_name_prefix="pictures")
        asked = {threads.submit(self._ask, task): index for index, task in enumerate(tasks)}
        try:
            for done in as_completed(asked):
                yield asked.pop(done), done.result()
        except BaseException:
            self.close()
            raise
        finally:
            threads.shutdown(cancel_futures=True)

    def close(self) -> None:
        """End all workers, also those that are at work."""
        with self._lock:
            self._closed = True
            ending, self._all = self._all, set()
        for worker in ending:
            worker.end()

    def _ask(self, task: Task) -> Answer:
        worker = self._borrow()
        answer = worker.ask(task)
        with self._lock:
            if worker.is_alive and not self._closed:
                self._idle.append(worker)
                return answer
            self._all.discard(worker)
        worker.end()
        return answer

    def _borrow(self) -> _Worker:
        with self._lock:
            if self._closed:
                from concurrent.futures import CancelledError

                raise CancelledError
            if self._idle:
                return self._idle.pop()
            worker = _Worker()
            self._all.add(worker)
            self.started += 1
        worker.greet(self._memory_limit_bytes)
        return worker


class _Worker:
    """Hold one process and speak with it, a line there and a line back."""

    def __init__(self) -> None:
        import subprocess

        self._process = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-c", _START.format(path=sys.path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, **_ENVIRONMENT},
            start_new_session=True,  # Ctrl-C at a terminal is for us, and we end them
        )
        self.is_alive = True

    def greet(self, memory_limit_bytes: int) -> None:
        greeting = self._exchange(str(memory_limit_bytes), START_LIMIT_S)
        if "fault" in greeting:
            raise NoLibraryError(greeting.get("reason", "the program that reads pictures does not start"))

    def ask(self, task: Task) -> Answer:
        return self._exchange(json.dumps(task.request), task.limit_s)

    def end(self) -> None:
        self.is_alive = False
        self._process.kill()
        self._process.wait()
        for stream in self._streams():
            with suppress(OSError):
                stream.close()

    def _exchange(self, line: str, limit_s: float) -> Answer:
        expired = Event()
        timer = Timer(limit_s, self._expire, (expired,))
        timer.start()
        reply = self._say(line)
        timer.cancel()
        timer.join()
        self.is_alive = reply.endswith(b"\n") and not expired.is_set()
        if self.is_alive:
            return self._understood(reply)
        return {"fault": "too_slow" if expired.is_set() else "crashed"}

    def _understood(self, reply: bytes) -> Answer:
        """Read an answer; a worker that speaks something else is not asked again."""
        try:
            answer = json.loads(reply)
        except ValueError:
            answer = None
        self.is_alive = isinstance(answer, dict)
        return answer if isinstance(answer, dict) else {"fault": "crashed"}

    def _expire(self, expired: Event) -> None:
        expired.set()
        self._process.kill()

    def _say(self, line: str) -> bytes:
        requests, answers = self._streams()
        try:
            requests.write(line.encode() + b"\n")
            requests.flush()
            return answers.readline(LONGEST_ANSWER_BYTES)
        except (OSError, ValueError):  # it has ended, or we have closed its pipes
            return b""

    def _streams(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("a worker without pipes")
        return self._process.stdin, self._process.stdout
