"""What a process that reads a stranger's file may not do: use more memory or time than given, or reach a network.

Called in the child, after its fork and before it looks at the file. Limits that the system lacks (macOS has no seccomp)
are left out; the parent watches memory and time as well.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import resource
import socket
import struct
import sys
from typing import NoReturn

MEBIBYTE = 2**20
_FILE_MEGABYTES = 512
_PR_SET_NO_NEW_PRIVS, _PR_SET_PDEATHSIG, _PR_SET_SECCOMP = 38, 1, 22
_SECCOMP_MODE_FILTER = 2
_SIGKILL = 9
# (audit architecture, number of the system call socket, of io_uring_setup)
_CALLS = {"x86_64": (0xC000003E, 41, 425), "aarch64": (0xC00000B7, 198, 425)}
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | 13  # SECCOMP_RET_ALLOW; SECCOMP_RET_ERRNO with EACCES


def confine(megabytes: int, seconds: float) -> None:
    """Limit this process and all that it starts: data in MiB, processor seconds, files, no core dump, no network."""
    _limit(resource.RLIMIT_DATA, megabytes * MEBIBYTE)
    _limit(resource.RLIMIT_CPU, int(seconds) + 5)
    _limit(resource.RLIMIT_FSIZE, _FILE_MEGABYTES * MEBIBYTE)
    _limit(resource.RLIMIT_CORE, 0)
    socket.socket.connect = _no_network  # type: ignore[method-assign]
    socket.getaddrinfo = _no_network
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            _forbid_sockets()


def die_with_parent() -> None:
    """Let the system end this process when its parent ends."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, _SIGKILL, 0, 0, 0)


def memory_of(pid: int) -> int:
    """Bytes of memory that a process and its children hold now; 0 where the system does not say."""
    page = os.sysconf("SC_PAGE_SIZE")
    total = 0
    for one in _family(pid):
        with contextlib.suppress(OSError, ValueError, IndexError), open(f"/proc/{one}/statm", encoding="ascii") as file:
            total += int(file.read().split()[1]) * page
    return total


def work_of(pid: int) -> float | None:
    """Processor seconds that a process and its children have used; None where the system does not say."""
    ticks = 0
    for one in _family(pid):
        with contextlib.suppress(OSError, ValueError, IndexError), open(f"/proc/{one}/stat", encoding="utf-8") as file:
            ticks += sum(map(int, file.read().rpartition(")")[2].split()[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK") if sys.platform == "linux" else None


def _family(pid: int) -> list[int]:
    """A process and those below it."""
    found, waiting = [], [pid]
    while waiting:
        found.append(one := waiting.pop())
        with (
            contextlib.suppress(OSError, ValueError),
            open(f"/proc/{one}/task/{one}/children", encoding="ascii") as file,
        ):
            waiting += [int(child) for child in file.read().split()]
    return found


def _limit(what: int, most: int) -> None:
    hard = resource.getrlimit(what)[1]
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(what, (most, most))


def _no_network(*_: object, **__: object) -> NoReturn:
    raise OSError(13, "readers of files have no network")


def _forbid_sockets() -> None:
    """A seccomp filter: ``socket`` only for AF_UNIX, no ``io_uring``; inherited by all that this process starts."""
    if platform.machine() not in _CALLS:
        return
    architecture, sockets, rings = _CALLS[platform.machine()]
    load, equal, answer = 0x20, 0x15, 0x06
    program = (
        (load, 0, 0, 4),  # the architecture
        (equal, 0, 6, architecture),
        (load, 0, 0, 0),  # the call's number
        (equal, 3, 0, rings),
        (equal, 0, 3, sockets),
        (load, 0, 0, 16),  # its first argument: the family
        (equal, 1, 0, socket.AF_UNIX),
        (answer, 0, 0, _REFUSE),
        (answer, 0, 0, _ALLOW),
    )
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in program))
    described = struct.pack("HxxxxxxP", len(program), ctypes.addressof(code))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.c_char_p(described), 0, 0)
