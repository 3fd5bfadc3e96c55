"""The desk works without a network: a whole errand opens no socket to anywhere."""

import socket
from pathlib import Path

import pytest

from tests.tui.desk import House, running


async def test_an_errand_opens_no_network_socket(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []
    connect = socket.socket.connect

    def refuse(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            opened.append(address)
            raise OSError("no network at the desk")
        connect(self, address)  # type: ignore[arg-type]

    def refuse_name(*address: object, **_options: object) -> None:
        opened.append(address)
        raise OSError("no network at the desk")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse_name)
    house = House(tmp_path)
    async with running(house) as desk:
        await desk.type("pas")
        await desk.press("enter", "enter")
        await desk.until(lambda: len(house.encounters()) == 1)
        await desk.press("f3", "f2")
    assert opened == []
