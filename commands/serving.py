"""How the app goes out: Streamlit's own files from memory, and a first page that shows something before any script runs.

Streamlit sends an empty page that stays white until two megabytes of scripts have run. Here the same page comes with the
app's name in it, in the reader's light or dark, says that it is Korean, and asks at once for what the app needs.
"""

from __future__ import annotations

import html
import mimetypes
import re
from collections.abc import Awaitable, Callable, MutableMapping
from functools import cache
from pathlib import Path
from typing import Any

import streamlit

from viewing.words import Words

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Served = Callable[[Message, Receive, Send], Awaitable[None]]

_ROOT = Path(__file__).resolve().parent.parent
_STATIC = Path(streamlit.__file__).parent / "static"
_EARLY = ("ButtonGroup", "WidgetLabel", "WidgetLabelHelpIconInline", "useBasicWidgetState", "ChatInput", "Button", "Html",
          "purify", "MaterialSymbols-Rounded")  # fmt: skip
"""What every page of ours needs and Streamlit's page asks for only when it has run."""
_UNUSED = re.compile(r'<link\s+rel="preload"[^>]*as="font"[^>]*>')
"""A font that our theme does not use."""
_SHEET = re.compile(r'<link\s+rel="stylesheet"[^>]*>')
_WHERE = (
    "<script>window.__streamlit={BACKEND_BASE_URL:location.origin+"
    "location.pathname.replace(/\\/(PAGES)?$/,'')}</script>"
)
"""Says where Streamlit's server is: it would look below the address of a page first, and write an error for each miss."""
_LASTING = "public, immutable, max-age=31536000"
_STYLE = (
    "body{margin:0}.opening{position:fixed;inset:0;display:flex;flex-direction:column;align-items:center;"
    "justify-content:center;gap:1rem;font-family:'Pretendard','Noto Sans KR','Malgun Gothic','NanumGothic',sans-serif;"
    "background:#fff;color:#59626e}.opening svg{height:2.6rem;width:auto}"
    "@media(prefers-color-scheme:dark){.opening{background:#12161c;color:#a9b2bf}}"
)


class FromMemory:
    """Answers what is the same for every visitor itself, and hands everything else on to Streamlit."""

    def __init__(self, app: Served, pages: frozenset[str]) -> None:
        self._app = app
        self._pages = pages

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """One request."""
        found = self._found(scope["path"]) if scope["type"] == "http" and scope["method"] in ("GET", "HEAD") else None
        if found is None:
            await self._app(scope, receive, send)
            return
        kind, keep, body = found
        headers = {"content-type": kind, "content-length": str(len(body)), "cache-control": keep,
                   "x-content-type-options": "nosniff"}  # fmt: skip
        told = [(name.encode(), value.encode()) for name, value in headers.items()]
        await send({"type": "http.response.start", "status": 200, "headers": told})
        await send({"type": "http.response.body", "body": body if scope["method"] == "GET" else b""})

    def _found(self, path: str) -> tuple[str, str, bytes] | None:
        if path in self._pages:
            return "text/html; charset=utf-8", "no-cache", first_page(self._pages)
        file = _files().get(path)
        return (_kind(file), _LASTING, _content(file)) if file else None


@cache
def first_page(pages: frozenset[str]) -> bytes:
    """Streamlit's page with our name, language and colours, and with requests for what is needed soon."""
    where = _WHERE.replace("PAGES", "|".join(sorted(p[1:] for p in pages if p[1:])))
    words = Words()
    title, told = html.escape(words("app.title")), html.escape(words("opening.title"))
    logo = (_ROOT / "pages" / "parts" / "logo.svg").read_text(encoding="utf-8")
    page = (_STATIC / "index.html").read_text(encoding="utf-8")
    page = _UNUSED.sub("", page).replace('<html lang="en">', '<html lang="ko">')
    page = page.replace("<title>Streamlit</title>", f"<title>{title}</title><style>{_STYLE}</style>{where}{_early()}")
    sheets = "".join(_SHEET.findall(page))  # behind what is shown first, which waits for those before it
    opening = f'<div class="opening" role="status">{logo}<div>{told}</div></div>'
    return _SHEET.sub("", page).replace('<div id="root"></div>', f'<div id="root">{opening}</div>{sheets}').encode()


def _early() -> str:
    """Links by which a browser asks for files before a script does."""
    wanted = [p for p, f in _files().items() if f.name.partition(".")[0] in _EARLY]
    fonts = [p for p in wanted if p.endswith(".woff2")]
    links = [f'<link rel="preload" href=".{p}" as="font" type="font/woff2" crossorigin>' for p in fonts]
    return "".join(links + [f'<link rel="modulepreload" crossorigin href=".{p}">' for p in wanted if p.endswith(".js")])


@cache
def _files() -> dict[str, Path]:
    """Streamlit's scripts, styles and fonts by their address; their names hold a hash of what is in them."""
    return {f"/{f.relative_to(_STATIC).as_posix()}": f for f in sorted((_STATIC / "static").rglob("*")) if f.is_file()}


@cache
def _content(file: Path) -> bytes:
    return file.read_bytes()


def _kind(file: Path) -> str:
    kinds = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2"}
    return kinds.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
