"""Files of HSDS JSON → the services in them, whole or in pages, alone or in lists."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from floorwalker.errors import FloorwalkerError
from floorwalker.i18n import _
from floorwalker.os_reason import os_reason

_WRAPPERS: Final = ("contents", "services", "items")
"""Keys under which publishers put the list of a page."""
_MAX_BYTES: Final = 512 * 1024 * 1024


class Source(Struct, frozen=True):
    """What was read."""

    services: tuple[dict[str, object], ...]
    """Each service once, as the file has it that says most of it."""
    skipped: tuple[Path, ...]
    """Files of the folder that hold no service."""


def read_source(path: Path) -> Source:
    """The services of a file, or of every `*.json` file in a folder at any depth.

    Raises:
        FloorwalkerError: nothing there can be read, or there is no service in it.
    """
    files = [path]
    if path.is_dir():
        files = sorted(file for file in path.rglob("*.json") if file.is_file())
    services: dict[str, dict[str, object]] = {}
    skipped = []
    for file in files:
        found = list(_services(_decoded(file)))
        if not found:
            skipped.append(file)
        for service in found:
            id_ = str(service.get("id") or f"{file}#{len(services)}")
            services[id_] = max(services.get(id_, service), service, key=_fullness)
    if not services:
        raise FloorwalkerError(
            _("{path} holds no HSDS service.").format(path=path),
            _("Name a JSON file, or a folder of them, with services that have a name."),
        )
    return Source(tuple(services.values()), tuple(skipped))


def _fullness(service: dict[str, object]) -> int:
    return len(msgspec.json.encode(service))


def _decoded(path: Path) -> object:
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise _unreadable(path, _("it is larger than 512 MB"))
        decoded: object = msgspec.json.decode(path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
    except OSError as error:
        raise _unreadable(path, os_reason(error)) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _unreadable(path, _("no JSON ({detail})").format(detail=error)) from None
    except RecursionError:
        raise _unreadable(path, _("it is nested too deeply")) from None
    return decoded


def _unreadable(path: Path, reason: str) -> FloorwalkerError:
    return FloorwalkerError(
        _("{path} cannot be read: {reason}.").format(path=path, reason=reason),
        _("Name a file with HSDS 3 services as JSON."),
    )


def _services(value: object) -> Iterator[dict[str, object]]:
    if isinstance(value, list):
        for item in value:
            if isinstance(item, dict):
                yield from _of_object(item)
    elif isinstance(value, dict):
        yield from _of_object(value)


def _of_object(item: dict[str, object]) -> Iterator[dict[str, object]]:
    """The services in a page or an organization, or the one that it is itself."""
    wrapped = [key for key in _WRAPPERS if isinstance(item.get(key), list)]
    whose: dict[str, object] = {}
    if isinstance(item.get("name"), str):
        whose["organization"] = {key: item[key] for key in item if key not in wrapped}
    for key in wrapped:
        for service in _services(item[key]):
            yield whose | service
    if not wrapped and _is_service(item):
        yield item


def _is_service(item: dict[str, object]) -> bool:
    """A name alone could be anything's; these other keys are a service's only."""
    named = isinstance(item.get("name"), str) and bool(item["name"])
    return named and any(key in item for key in ("status", "organization", "service_at_locations"))
