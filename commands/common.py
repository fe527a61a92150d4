"""What all commands share: the settings, errors as one line, progress on stderr."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

import click

from graph.errors import SaeopError
from settings import Settings

P = ParamSpec("P")
R = TypeVar("R")


def current_settings() -> Settings:
    """The settings of the environment. Raises ``ClickException`` for one that cannot be read."""
    try:
        return Settings.from_environment()
    except ValueError as error:
        raise click.ClickException(str(error)) from error


def told(command: Callable[P, R]) -> Callable[P, R]:
    """Turn our own errors into one line on stderr and exit code 1."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except SaeopError as error:
            raise click.ClickException(str(error)) from error
        except BrokenPipeError:
            sys.stderr.close()
            raise SystemExit(1) from None

    return run


@contextmanager
def steps(label: str, length: int) -> Iterator[Callable[[str], None]]:
    """A progress bar on stderr; the yielded function names what is being worked on and moves one step."""
    with click.progressbar(length=length, label=label, file=sys.stderr, item_show_func=lambda x: x) as bar:

        def step(what: str) -> None:
            bar.update(1, what)

        yield step


@contextmanager
def portion(label: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on stderr; the yielded function says how much of how much is done."""
    with click.progressbar(length=1, label=label, file=sys.stderr) as bar:

        def progress(done: int, total: int) -> None:
            bar.length = max(total, 1)
            bar.pos = done
            bar.update(0)

        yield progress
        bar.pos = bar.length or 1
        bar.update(0)
