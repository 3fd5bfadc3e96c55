"""Fields read while they are typed: read back, or faulted; nothing personal is repeated."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from floorwalker import i18n
from floorwalker.exchange.telephone import international
from floorwalker.knowledge.editing.typed_fields import LABELS, FieldReader
from floorwalker.knowledge.hours import hours_fault
from floorwalker.knowledge.loading.loader import load
from tests.tui.town import write_town

NOW = datetime(2026, 11, 19, 10, 42, tzinfo=ZoneInfo("Europe/Copenhagen"))


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> FieldReader:
    return reader_of(tmp_path_factory.mktemp("town"))


def reader_of(folder: Path) -> FieldReader:
    knowledge = load(write_town(folder / "knowledge")).knowledge
    return FieldReader(knowledge, now=NOW, international=international)


@pytest.mark.parametrize(
    ("field", "text", "value", "words"),
    [
        ("opening_hours", "Mo-Fr 10:00-17:00; PH off", "Mo-Fr 10:00-17:00; PH off", "man-fre"),
        ("phone_hours", "24/7", "24/7", "døgnåbent"),
        ("telephone", "+45 12 34 56 78", "+45 12 34 56 78", "12 34 56 78"),
        ("telephone", "+45 112", "112", "112"),
        ("directions", "  2. sal,\tskranke C ", "2. sal, skranke C", ""),
        ("alert", "", "", ""),
        ("until", "i morgen 12", "2026-11-20 12:00", "fredag den 20. november 2026 kl. 12.00"),
        ("until", "i dag", "2026-11-19", "til og med torsdag den 19. november 2026"),
        ("from", "i dag", "2026-11-19", "torsdag den 19. november 2026"),
    ],
)
def test_a_field_is_read_back(
    reader: FieldReader, field: str, text: str, value: str, words: str
) -> None:
    i18n.use("da")
    reading = reader.read(field, text)
    assert (reading.value, reading.fault) == (value, "")
    assert words in reading.words


@pytest.mark.parametrize(
    ("field", "text", "fault", "mend"),
    [
        ("opening_hours", "man-fre 10-17", "`man`", "Mo-Fr 10:00-17:00"),
        ("opening_hours", "Mo-Fr 10:00-25:00x", "Not readable", ""),
        ("telephone", "12345678", "international form", "+45 12 34 56 78"),
        ("telephone", "ring", "international form", ""),
        ("until", "snart", "cannot be read", ""),
        ("until", "2026-11-18", "over already", ""),
        ("until", "kl. 10.41", "over already", ""),
        ("until", "", "Write something", ""),
        ("text", "  ", "Write something", ""),
    ],
)
def test_what_is_wrong_is_named_and_what_was_meant_is_offered(
    reader: FieldReader, field: str, text: str, fault: str, mend: str
) -> None:
    reading = reader.read(field, text)
    assert fault in reading.fault
    assert (reading.value, reading.mend) == ("", mend)
    assert not mend or not reader.read(field, mend).fault


def test_hours_that_mean_something_else_than_it_seems_are_said_so(reader: FieldReader) -> None:
    reading = reader.read("opening_hours", "Dec 24 off; Mo-Fr 10:00-14:00")
    assert reading.value
    assert reading.advice


PERSONAL = ("070770-1236", "ring til Jens på 22 33 44 55", "skriv til jens@post.example")


@pytest.mark.parametrize("text", PERSONAL)
@pytest.mark.parametrize("field", ["directions", "alert", "text"])
def test_personal_data_is_refused_and_never_repeated(
    reader: FieldReader, field: str, text: str
) -> None:
    reading = reader.read(field, text)
    assert "personal data is not stored" in reading.fault
    said = f"{reading.fault} {reading.hint} {reading.words} {reading.mend}"
    assert not [word for word in text.split() if any(map(str.isdigit, word)) and word in said]
    assert "jens@" not in said


@pytest.mark.parametrize("field", sorted(LABELS))
def test_a_cpr_number_gets_into_no_field(reader: FieldReader, field: str) -> None:
    for text in ("070770-1236", '"070770-1236"', 'Mo-Fr 10:00-12:00 "070770-1236"'):
        reading = reader.read(field, text)
        assert reading.fault
        assert "070770" not in f"{reading.fault} {reading.hint} {reading.mend} {reading.mend_words}"


def test_numbers_that_the_house_publishes_may_stand(reader: FieldReader) -> None:
    assert not reader.read("alert", "Ring til omstillingen, 12345000.").fault
    assert not reader.read("alert", "Ring +45 12 34 56 78 før kl. 12.").fault
    assert reader.read("alert", "Ring 12 34 56 79.").fault


def test_what_stood_there_before_may_stay(reader: FieldReader) -> None:
    before = "Vagten har 87 65 43 21."
    assert not reader.read("alert", f"{before} Husk nøglen.", before).fault
    assert reader.read("alert", "Vagten har 87 65 43 22.", before).fault


@pytest.mark.parametrize(
    ("starts", "until", "is_wrong"),
    [
        ("2026-11-21", "2026-11-20", True),
        ("2026-11-20 12:00", "2026-11-20 11:00", True),
        ("2026-11-20 12:00", "2026-11-20", False),
        ("2026-11-20", "2026-11-20", False),
        ("", "2026-11-20", False),
    ],
)
def test_a_notice_does_not_end_before_it_begins(
    reader: FieldReader, starts: str, until: str, is_wrong: bool
) -> None:
    texts = {"text": "Lukket", "from": starts, "until": until}
    readings = reader.read_all(texts, dict.fromkeys(texts, ""))
    assert any(each.fault for each in readings.values()) is is_wrong


@given(st.text(st.sampled_from('MoTuWeFr 0123456789:-;,PHof"manfrekl.')))
def test_whatever_is_typed_as_hours_is_sound_or_a_fault(text: str) -> None:
    i18n.use("en")
    reading = _READER.read("opening_hours", text)
    assert reading.value == "" or hours_fault(reading.value) is None
    assert bool(reading.value) != bool(reading.fault) or not text.strip()
    assert not reading.mend or hours_fault(reading.mend) is None


@pytest.fixture(scope="module", autouse=True)
def _shared(reader: FieldReader) -> None:
    global _READER  # noqa: PLW0603 - Hypothesis shares no fixture between examples
    _READER = reader


_READER: FieldReader
