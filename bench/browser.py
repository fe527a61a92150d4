"""The app served for a while, and a browser that watches it: what the bench, the pictures and the tests share."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_OPENING = 60.0
"""Seconds that the app may take to answer at all."""
FLAGS = ("--no-sandbox", "--disable-dev-shm-usage")
"""What Chromium wants of whoever runs it as root, and in a container with little shared memory."""


def chromium() -> str:
    """The path of Chromium (``SAEOP_CHROMIUM``, else the system's); empty where there is none."""
    return os.environ.get("SAEOP_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""


@contextmanager
def served(**environment: str) -> Iterator[tuple[str, int]]:
    """An app of its own on a free port of loopback: its address and process."""
    address, process = _opened(environment)
    try:
        yield address, process.pid
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _opened(environment: Mapping[str, str], tries: int = 3) -> tuple[str, subprocess.Popen[bytes]]:
    """An app that answers; on another port where one that was free has been taken before the app could have it."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = [str(Path(sys.executable).with_name("saeop")), "app"]
    settings: Mapping[str, str] = {
        **os.environ, **environment, "SAEOP_PORT": str(port), "STREAMLIT_SERVER_HEADLESS": "true",
    }  # fmt: skip
    process = subprocess.Popen(command, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, process)
    except RuntimeError:
        if process.poll() is not None and tries > 1:
            return _opened(environment, tries - 1)
        process.kill()
        process.wait()
        raise
    return address, process


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _OPENING
    while time.monotonic() < end and process.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"the app at {address} does not answer (ended: {process.poll()}); run `saeop app` to see why")


class Watch:
    """What must not happen on a page: requests that leave the machine, and errors in the console."""

    def __init__(self, page: Any, address: str) -> None:
        self.outside: list[str] = []
        self.errors: list[str] = []
        local = (f"{address}/", f"{address.replace('http', 'ws')}/", "data:", "blob:")
        page.on("request", lambda r: None if r.url.startswith(local) else self.outside.append(r.url))
        page.on("websocket", lambda w: None if w.url.startswith(local) else self.outside.append(w.url))
        page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda e: self.errors.append(str(e)))
