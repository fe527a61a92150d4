"""Who may do what: read-only mode, the password of the documents page, hidden contacts."""

from __future__ import annotations

import hmac
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from settings import Settings

_FREE_TRIES = 5
_LONGEST = 60.0


@dataclass(frozen=True)
class Rights:
    """What one visitor may do. ``documents``: see their page, and their text beyond the lines that an answer cites."""

    documents: bool
    change: bool
    contacts: bool

    @property
    def cypher(self) -> bool:
        """Queries reach whatever the graph holds, texts and contacts: only for those who may see both."""
        return self.contacts and self.documents


class Access:
    """The rules of one app. Wrong passwords make the next try wait, twice as long each time, at most a minute."""

    def __init__(self, settings: Settings, clock: Callable[[], float] = time.monotonic) -> None:
        self._settings = settings
        self._clock = clock
        self._wrong, self._until = 0, 0.0
        self._lock = threading.Lock()

    @property
    def can_sign_in(self) -> bool:
        """Whether there is a password to sign in with."""
        return bool(self._settings.password)

    def rights(self, *, signed_in: bool) -> Rights:
        """What a visitor may do."""
        inside = signed_in or not self.can_sign_in
        hidden = self._settings.hide_contacts and not signed_in
        return Rights(documents=inside, change=inside and not self._settings.read_only, contacts=not hidden)

    def sign_in(self, password: str) -> bool:
        """Whether the password is right; always ``False`` while a wait runs (``seconds_to_wait``)."""
        with self._lock:
            if not self.can_sign_in or self._clock() < self._until:
                return False
            if hmac.compare_digest(password.encode(), self._settings.password.encode()):
                self._wrong = 0
                return True
            self._wrong += 1
            if self._wrong >= _FREE_TRIES:
                self._until = self._clock() + min(_LONGEST, 2.0 ** (self._wrong - _FREE_TRIES))
            return False

    def seconds_to_wait(self) -> float:
        """How long no password is looked at; 0 where one is."""
        return max(0.0, self._until - self._clock())
