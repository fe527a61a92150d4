"""The server process of the embedded graph: ArcadeDB over Bolt on loopback, one for each home folder.

Started by ``graph.embedded``, never by hand. It owns the folder's files for as long as it lives, ends itself after a
time without use, and ends when its folder is removed. ArcadeDB opens an HTTP port as well, which cannot be turned
off: it listens on loopback and asks for the same generated passwords.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
import os
import secrets
import signal
import socket
import sys
import threading
import time
from pathlib import Path
from typing import Any

from graph import asked, home

DATABASE = "saeopgil"
USER, READER = "root", "reader"
PORT_ATTEMPTS = 5
HASH_ROUNDS = 1000  # the passwords are 256 random bits: stretching them only costs a quarter second for each start

RECORDS = ["createRecord", "readRecord", "updateRecord", "deleteRecord"]
GROUPS = {
    "admin": (["updateSecurity", "updateSchema", "updateDatabaseSettings"], RECORDS),
    READER: ([], ["readRecord"]),
    "*": ([], []),
}


def main() -> None:
    """Serve the folder ``argv[1]``, end after ``argv[2]`` idle seconds, report on the descriptor ``argv[3]``."""
    folder, idle_seconds, report = Path(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])
    if os.fork():  # the starter waits for this first process only, so that no zombie is left in a long-lived one
        os._exit(0)
    os.umask(0o077)
    owner = home.open_lock(folder, home.OWNER)
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        if not home.try_lock(owner):
            raise RuntimeError("another server holds the folder")
        server = start(folder)
    except Exception as error:
        tell(report, f"{type(error).__name__}: {error}")
        raise
    tell(report, "ready")
    try:
        wait(folder, owner, idle_seconds, stop)
    finally:
        with contextlib.suppress(OSError):
            (folder / home.SERVER).unlink()
        server.stop()


def start(folder: Path) -> Any:
    """Start ArcadeDB on a free port and say where in ``server.json``."""
    import arcadedb  # loads the engine: only in this process

    with contextlib.suppress(FileNotFoundError):
        (folder / home.SERVER).unlink()
    passwords = {USER: secrets.token_urlsafe(32), READER: secrets.token_urlsafe(32)}
    write_users(folder / "config", passwords)
    for attempt in range(1, PORT_ATTEMPTS + 1):
        port = free_port()
        server = arcadedb.create_server(str(folder), None, options(port))
        try:
            server.start()
            server.create_database(DATABASE)
            break
        except arcadedb.ArcadeDBError:
            # Between our look and the engine's bind another program may have taken the port.
            if attempt == PORT_ATTEMPTS or not is_taken(port):
                raise
    home.ServerFile(port, os.getpid(), passwords[USER], passwords[READER]).write(folder)
    return server


def options(port: int) -> dict[str, Any]:
    """ArcadeDB's settings: loopback, every commit on disk, error texts in full, no reading of other files."""
    return {
        "mode": "development",  # production hides the text of errors; what else it does is set here
        "host": "127.0.0.1",
        "http_port": 0,
        "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "bolt_host": "127.0.0.1",
        "bolt_port": port,
        "bolt_defaultDatabase": DATABASE,
        "server_saltIterations": HASH_ROUNDS,
        "txWalFlush": 1,
        "opencypher_loadCsv_allowFileUrls": False,
        "opencypher_loadCsv_allowRemoteUrls": False,
    }


def write_users(config: Path, passwords: dict[str, str]) -> None:
    """Write ArcadeDB's users and groups: one that may do everything, one that may only read records."""
    config.mkdir(exist_ok=True)
    groups = {
        name: {"resultSetLimit": -1, "readTimeout": -1, "access": access, "types": {"*": {"access": records}}}
        for name, (access, records) in GROUPS.items()
    }
    save(config / "server-groups.json", json.dumps({"databases": {"*": {"groups": groups}}, "version": 2}))
    lines = (
        {"name": user, "databases": {"*": ["admin" if user == USER else READER]}, "password": hashed(password)}
        for user, password in passwords.items()
    )
    save(config / "server-users.jsonl", "".join(json.dumps(line) + "\n" for line in lines))


def save(path: Path, text: str) -> None:
    """Write a file in one step."""
    temporary = path.with_name(path.name + ".new")
    temporary.write_text(text, encoding="utf-8")
    os.replace(temporary, path)


def hashed(password: str) -> str:
    """The password as ArcadeDB keeps it."""
    salt = base64.b64encode(secrets.token_bytes(32)).decode()
    key = hashlib.pbkdf2_hmac("sha256", password.encode(), salt.encode(), HASH_ROUNDS, 32)
    return f"PBKDF2WithHmacSHA256${HASH_ROUNDS}${salt}${base64.b64encode(key).decode()}"


def free_port() -> int:
    """A port of loopback that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_taken(port: int) -> bool:
    """Whether somebody listens on the loopback port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def tell(report: int, line: str) -> None:
    """Send the starter its one line. It may have gone away."""
    with contextlib.suppress(OSError):
        os.write(report, (" ".join(line.split()) + "\n").encode())
        os.close(report)


def wait(folder: Path, owner: int, idle_seconds: float, stop: threading.Event) -> None:
    """Return when told to stop, when the folder is gone, or when nobody used the graph for ``idle_seconds``.

    The process ends on the spot when a user's query must be ended. Use is seen by the time of ``use.lock`` changing, and
    timed by our own clock, which never jumps.
    """
    use = home.open_lock(folder, home.USE)
    seen, since = os.fstat(use).st_mtime_ns, time.monotonic()
    watch = asked.Watch(folder)
    while not stop.wait(min(1.0, max(0.05, idle_seconds / 10))):
        if not is_same(folder / home.OWNER, owner):
            return
        if watch.is_too_much():
            os.kill(os.getpid(), signal.SIGKILL)
        now = os.fstat(use).st_mtime_ns
        if now != seen:
            seen, since = now, time.monotonic()
        elif time.monotonic() - since >= idle_seconds and home.try_lock(use):
            # Held to our end: a command that comes now waits for it, and then finds no server and starts one.
            if os.fstat(use).st_mtime_ns == seen:
                return
            home.unlock(use)


def is_same(path: Path, descriptor: int) -> bool:
    """Whether the path still names the open file."""
    try:
        return os.path.samestat(os.stat(path), os.fstat(descriptor))
    except OSError:
        return False


if __name__ == "__main__":
    main()
