"""The process that reads files for the library: it waits for one, forks, and lets the child read it under limits.

Run as ``python -P -m library.reading`` by ``library.readers``. It has one thread and everything imported, so that a fork
costs milliseconds; whatever a file does to the child's memory ends with the child.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import sys
import tempfile
import time
import traceback
from importlib import import_module
from pathlib import Path
from typing import IO, Any

from graph.errors import SaeopError
from library.confine import MEBIBYTE, confine, die_with_parent, memory_of, work_of
from library.jobs import JOBS
from library.prepare import prepare
from library.said import SetByPerson
from library.wire import MAX_BODY, Broken, receive, send

_LOOK_SECONDS = 0.03
_MAGIC = ((b"%PDF-", "pdf"), (b"\xd0\xcf\x11\xe0", "hwp"))
_OUT_OF_MEMORY = 77
_WAITS = 0.1  # of the clock's time
_SOME_TEXT = """2025년도 업무계획

□ 시험 사업
 ○ 사업기간 : 2025. 3. ~ 2026. 12. / 총사업비 : 30억원(국비 20, 도비 10)
 ○ 담당 : 농정팀장 홍길동(043-210-0000), 충주시, 농림축산식품부
(단위 : 백만원)
사업명\t예산\t담당
드론 지원\t300\t농정팀
"""


def main() -> None:
    """Answer requests from stdin until it ends, which it does with the library at the latest.

    The system is not asked to end this process with its parent: it would with the thread that started it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the library ends us
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    with contextlib.suppress(Exception):  # a fault shows with a file, and is told there
        prepare("a.txt", _SOME_TEXT.encode(), SetByPerson())  # tables are read and patterns made once, not in children
    with contextlib.suppress(Broken, BrokenPipeError):
        while True:
            request, data = receive(requests)
            _prepare_for(data)
            _answer(request, data, requests, answers)


def _prepare_for(data: bytes) -> None:
    """Import the reader that the first bytes call for, so that children need not: each saves half a second."""
    kind = next((kind for magic, kind in _MAGIC if data[:1024].find(magic) >= 0), "")
    if data.startswith(b"PK"):
        kind = "hwpx" if b"hwp+zip" in data[:200] else "docx" if b"word/" in data[-65536:] else ""
        kind = kind or ("xlsx" if b"xl/" in data[-65536:] else "")
    if kind:
        import_module(f"loaders.readers.{kind}")


def _answer(request: dict[str, Any], data: bytes, requests: IO[bytes], answers: IO[bytes]) -> None:
    with tempfile.TemporaryFile() as result:
        stages, told = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(stages)
            _child(request, data, result, told)
        os.close(told)
        began = time.monotonic()
        end = _watch(child, stages, request, requests, answers)
        os.close(stages)
        _, status, used = os.wait4(child, 0)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child, signal.SIGKILL)  # what it may have left
        header: dict[str, Any] = {"seconds": time.monotonic() - began, "peak": used.ru_maxrss * 1024, "end": end}
        code = os.waitstatus_to_exitcode(status)
        if code == 0 and not end:
            size = os.fstat(result.fileno()).st_size
            if size <= MAX_BODY:
                result.seek(0)
                send(answers, {**header, "kind": "answer"}, result.read())
                return
            header["end"] = "answer"
        elif not end:
            header["end"] = (
                "memory" if code == _OUT_OF_MEMORY else f"signal {signal.Signals(-code).name}" if code < 0 else "code"
            )
        send(answers, {**header, "kind": "failed"})


def _watch(child: int, stages: int, request: dict[str, Any], requests: IO[bytes], answers: IO[bytes]) -> str:
    """Wait for the child's end, passing on what stage it is at; why it was ended, empty when it ended by itself."""
    began = time.monotonic()
    most = int(request["megabytes"]) * MEBIBYTE
    poll = select.poll()
    poll.register(stages, select.POLLIN)
    poll.register(requests.fileno(), select.POLLHUP)
    why = ""
    while not why:
        for handle, event in poll.poll(_LOOK_SECONDS * 1000):
            if handle != stages:
                why = "left"  # the library is gone
            elif event & select.POLLIN:
                send(answers, {"kind": "stage"}, os.read(stages, 200))
            else:
                return ""
        if _is_late(child, time.monotonic() - began, float(request["seconds"])):
            why = "time"
        elif memory_of(child) > most:
            why = "memory"
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child, signal.SIGKILL)
        os.kill(child, signal.SIGKILL)
    return why


def _is_late(child: int, passed: float, seconds: float) -> bool:
    """Whether the time is up: that of the processor, so that a busy machine refuses nothing; at most twice that on the
    clock, and no more on the clock where the child waits for something.
    """
    if passed <= seconds:
        return False
    work = work_of(child)
    return work is None or work > seconds or passed > 2 * seconds or work < _WAITS * passed


def _child(request: dict[str, Any], data: bytes, result: IO[bytes], told: int) -> None:
    """Do a job in the child; never returns."""
    code = 1
    try:
        with contextlib.suppress(OSError):
            os.setsid()
        die_with_parent()
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        nothing = os.open(os.devnull, os.O_RDWR)
        for standard in (0, 1, 2):
            os.dup2(nothing, standard)
        confine(int(request["megabytes"]), float(request["seconds"]))
        answer = _work(request, data, told)
        result.write(answer)
        result.flush()
        code = 0
    except MemoryError:
        code = _OUT_OF_MEMORY
    finally:
        os._exit(code)


def _work(request: dict[str, Any], data: bytes, told: int) -> bytes:
    def stage(name: str) -> None:
        with contextlib.suppress(OSError):
            os.write(told, name.encode())

    try:
        return JOBS[request["job"]](request, data, stage)
    except SaeopError as error:
        return json.dumps({"refused": str(error)}).encode()
    except MemoryError:
        raise
    except Exception as error:  # a fault of ours or of a reader: it is told as a refusal, with the place for a report
        last = traceback.extract_tb(error.__traceback__)[-1]
        what = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        return json.dumps({"fault": f"{what} ({Path(last.filename).name}:{last.lineno})"}).encode()


if __name__ == "__main__":
    main()
