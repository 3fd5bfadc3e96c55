"""When the sun rises and sets where a house of the time zone may stand, to the minute or two.

The formulas are those of the Astronomical Almanac for the sun's place and of its rising, good to a
minute in these latitudes. Nobody tells the house's own place: across Denmark it makes a quarter of
an hour.
"""

import math
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Final

from floorwalker.knowledge.hours.rules import DAY, Event

_PLACES: Final = {
    "America/Nuuk": (64.18, -51.72),
    "America/Godthab": (64.18, -51.72),
    "Atlantic/Faroe": (62.01, -6.77),
}
_MIDDLE_OF_DENMARK: Final = (55.9, 10.2)
_HORIZON: Final = -0.833
"""Degrees: the sun's upper edge on the horizon, seen through the air."""
_TWILIGHT: Final = -6.0
"""Degrees: the end of civil twilight."""
_NOON_2000: Final = datetime(2000, 1, 1, 12, tzinfo=UTC)


@lru_cache(maxsize=4096)
def minutes_of(event: Event, day: date, zone: tzinfo) -> int | None:
    """The minute of the local `day` at which the event comes; None where it does not."""
    latitude, longitude = _PLACES.get(getattr(zone, "key", ""), _MIDDLE_OF_DENMARK)
    height = _HORIZON if event in ("sunrise", "sunset") else _TWILIGHT
    noon, half = _noon_and_half_day(day, latitude, longitude, height)
    if half is None:
        return None
    moment = noon - half if event in ("dawn", "sunrise") else noon + half
    local = moment.astimezone(zone)
    minutes = local.hour * 60 + local.minute
    return minutes + DAY * (local.date() - day).days


def _noon_and_half_day(
    day: date, latitude: float, longitude: float, height: float
) -> tuple[datetime, timedelta | None]:
    """The sun's highest moment, and how long before and after it passes `height`."""
    number = (day - _NOON_2000.date()).days - longitude / 360
    anomaly = math.radians((357.528 + 0.9856003 * number) % 360)
    centre = 1.915 * math.sin(anomaly) + 0.020 * math.sin(2 * anomaly)
    around = math.radians((280.460 + 0.9856474 * number + centre) % 360)
    transit = number + 0.0053 * math.sin(anomaly) - 0.0069 * math.sin(2 * around)
    noon = _NOON_2000 + timedelta(days=transit)
    declination = math.asin(math.sin(math.radians(23.4393)) * math.sin(around))
    place = math.radians(latitude)
    cosine = (math.sin(math.radians(height)) - math.sin(place) * math.sin(declination)) / (
        math.cos(place) * math.cos(declination)
    )
    if not -1 <= cosine <= 1:
        return noon, None
    return noon, timedelta(days=math.acos(cosine) / math.tau)
