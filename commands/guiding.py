"""Hands Neo4j Browser its guide, style sheet and favourites: the files of ``docs/browser``, under ``/browser/`` of the app.

Browser fetches them from another origin (its own port), so every origin may read them: they hold nothing of a document.
"""

from __future__ import annotations

import re
from functools import cache

from commands.serving import Message, Receive, Send, Served
from queries.browser import FOLDER

_KINDS = {".html": "text/html; charset=utf-8", ".grass": "text/plain; charset=utf-8", ".zip": "application/zip"}
_WRITTEN = b"http://localhost:8501"
"""The address of the app as it stands in the guide; each visitor gets the one they asked."""
_HOST = re.compile(rb"[\w.:\[\]-]+")


class ForNeo4jBrowser:
    """Answers for ``/browser/``, and hands everything else on."""

    def __init__(self, app: Served) -> None:
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """One request."""
        wanted = scope["type"] == "http" and scope["method"] in ("GET", "HEAD", "OPTIONS")
        file = _files().get(scope["path"]) if wanted else None
        if file is None:
            await self._app(scope, receive, send)
            return
        kind, content = file
        body = content.replace(_WRITTEN, _address(scope)) if kind.startswith("text/html") else content
        headers = {
            "content-type": kind, "content-length": str(len(body)), "cache-control": "no-cache",
            "x-content-type-options": "nosniff", "access-control-allow-origin": "*", "access-control-allow-headers": "*",
            "access-control-allow-private-network": "true",
        }  # fmt: skip
        told = [(name.encode(), value.encode()) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": 200, "headers": told})
        await send({"type": "http.response.body", "body": body if scope["method"] == "GET" else b""})


def _address(scope: Message) -> bytes:
    """The address of the app that the request was sent to; the one written where there is none to believe."""
    host = dict(scope["headers"]).get(b"host", b"")
    return f"{scope['scheme']}://".encode() + host if _HOST.fullmatch(host) else _WRITTEN


@cache
def _files() -> dict[str, tuple[str, bytes]]:
    """The kind and content of each file by its address."""
    return {f"/browser/{f.name}": (_KINDS[f.suffix], f.read_bytes()) for f in FOLDER.iterdir() if f.suffix in _KINDS}
