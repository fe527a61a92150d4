"""The app: the frame around the pages. Start it with ``saeop app``."""

from __future__ import annotations

from pages.parts import frame

frame.begin()
page = frame.navigation()
frame.sidebar()
if frame.is_ready():
    frame.run(page)
