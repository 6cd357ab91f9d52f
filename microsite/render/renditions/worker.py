"""Requests on standard input, one JSON object a line -> answers on standard output, one a line.

This is the process that opens pictures nobody has checked. It is started by `pool`, limits its own memory
before it loads the image library, and is ended from outside when it takes too long. An answer with `fault`
says why there is no result. JSON and not pickle: whatever a picture makes of this process, its answers are
only data.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from typing import Any, BinaryIO

Request = dict[str, Any]
Answer = dict[str, Any]


class PictureFaultError(Exception):
    """Say by one word why a picture cannot be used."""


def main() -> None:
    """Answer requests until standard input ends; the memory limit in bytes is the first line."""
    requests, answers = sys.stdin.buffer, _private_output()
    try:
        _limit_memory(int(requests.readline()))
        doing = _tasks()
    except (ImportError, OSError) as error:
        _send(answers, {"fault": "library", "reason": str(error).splitlines()[0]})
        return
    _send(answers, {})
    for line in requests:
        _send(answers, _answer(doing, json.loads(line)))


def _private_output() -> BinaryIO:
    """Keep standard output for answers: what a library prints goes nowhere."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    return answers


def _send(answers: BinaryIO, answer: Answer) -> None:
    answers.write(json.dumps(answer).encode() + b"\n")
    answers.flush()


def _limit_memory(most_bytes: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    most_bytes = most_bytes if hard == resource.RLIM_INFINITY else min(most_bytes, hard)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (most_bytes, hard))
    except (ValueError, OSError):  # macOS knows the limit and may refuse it
        return


def _tasks() -> dict[str, Callable[[Request], Answer]]:
    from microsite.render.renditions import imaging, tasks

    imaging.close_other_doors()
    doing = (tasks.measure, tasks.read_notes, tasks.make, tasks.draw_card)
    return {task.__name__: task for task in doing}


def _answer(doing: dict[str, Callable[[Request], Answer]], request: Request) -> Answer:
    try:
        return doing[request["task"]](request)
    except PictureFaultError as fault:
        return {"fault": str(fault)}
    except MemoryError:
        return {"fault": "memory"}
    except OSError as error:
        return {"fault": "disk", "errno": error.errno, "path": error.filename}
