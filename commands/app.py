"""The command that opens the app."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from commands.common import current_settings, told
from settings import Settings

_ROOT = Path(__file__).resolve().parent.parent


def options(settings: Settings) -> dict[str, Any]:
    """The options of Streamlit: those of ``.streamlit/config.toml``, then those that our settings say."""
    with (_ROOT / ".streamlit" / "config.toml").open("rb") as file:
        kept = dict(_flat(tomllib.load(file)))
    return kept | {
        "server.port": settings.port,
        "server.address": settings.address,
        "server.maxUploadSize": settings.upload_megabytes,
    }


def _flat(table: dict[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """The values of a TOML table under their dotted names."""
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield before + name, value


@click.command()
@told
def app() -> None:
    """Open the app in the browser (on loopback, unless SAEOP_ADDRESS says otherwise)."""
    from starlette.middleware import Middleware
    from streamlit.runtime.pages_manager import PagesManager
    from streamlit.starlette import App

    from commands.guiding import ForNeo4jBrowser
    from commands.serving import FromMemory
    from pages.parts import session

    PagesManager.uses_pages_directory = False  # else the first visitor to open a page by its address misses the frame
    session.office()  # begins to open the documents now, for whoever comes first
    addresses = frozenset({"/", *(f"/{Path(page).stem}" for page in session.PAGES)})
    layers = [Middleware(ForNeo4jBrowser), Middleware(FromMemory, pages=addresses)]
    served = App(_ROOT / "app.py", middleware=layers)
    served.run(config=options(current_settings()))
