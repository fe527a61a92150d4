"""Visitors of the app without a browser: they speak Streamlit's own protocol, and take the time that the app itself needs.

Ten real browsers need more processor than the app that they ask. What is measured here is the app alone: from the question
that a browser would send to the last message of the run that answers it.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

_BIGGEST = 2**26


async def _run(socket: ClientConnection, message: BackMsg) -> list[ForwardMsg]:
    """What comes back from asking for a run, to its end."""
    await socket.send(message.SerializeToString())
    found = []
    while True:
        told = ForwardMsg()
        told.ParseFromString(bytes(await socket.recv(decode=False)))
        found.append(told)
        if told.WhichOneof("type") == "script_finished" and told.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
            return found


def _box(messages: Sequence[ForwardMsg]) -> str:
    """The id of the question box; empty where there is none yet."""
    found = (m.delta.new_element for m in messages if m.WhichOneof("type") == "delta")
    return next((e.chat_input.id for e in found if e.WhichOneof("type") == "chat_input"), "")


async def visitor(address: str, questions: Sequence[str], seconds: float, pause: float, taken: list[float]) -> None:
    """Ask one question after another, with a pause after each; the seconds that each took are added."""
    where = address.replace("http", "ws", 1) + "/_stcore/stream"
    async with connect(where, subprotocols=["streamlit"], max_size=_BIGGEST) as socket:  # type: ignore[list-item]
        box = ""
        while not box:
            box = _box(await _run(socket, BackMsg(rerun_script={})))  # type: ignore[arg-type]
        end, number = time.monotonic() + seconds, 0
        while time.monotonic() < end:
            asked = BackMsg()
            state = asked.rerun_script.widget_states.widgets.add(id=box)
            state.chat_input_value.data = questions[number % len(questions)]
            began = time.perf_counter()
            await _run(socket, asked)
            taken.append(time.perf_counter() - began)
            number += 1
            await asyncio.sleep(pause)


async def crowd(address: str, questions: Sequence[str], visitors: int, seconds: float, pause: float) -> list[float]:
    """The seconds that each answer took, sorted."""
    taken: list[float] = []
    await asyncio.gather(*(visitor(address, questions, seconds, pause, taken) for _ in range(visitors)))
    return sorted(taken)
