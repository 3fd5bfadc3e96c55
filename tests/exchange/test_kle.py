"""KLE lists as KL and OS2 publish them, and what they propose. The numbers are invented."""

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from floorwalker.errors import FloorwalkerError
from floorwalker.exchange.kle_list import KleSubject, read_kle
from floorwalker.exchange.kle_proposals import propose
from floorwalker.knowledge.model.records import Service

DATA = Path(__file__).parent.parent / "data" / "exchange"
PLAN, KEYWORDS = DATA / "kle-emneplan.xml", DATA / "kle-stikord.xml"
OS2KLE = """\
KLENummer='91.01.00':KLETitel='Udlån af telte i almindelighed':Keywords[Weight]=Telt[5];t1[1000];
KLENummer='91.01.04':KLETitel='Store telte (telte [m.v.])':Keywords[Weight]=Festtelt[5];Telt [a][5];
KLENummer='91.01.08':KLETitel='Små telte [udgår 2027]':Keywords[Weight]=
"""
TABLE = """\
Kle-nr;Titel;Stikord;Udgået
91;Telte;;
91.01.04;Store telte;Festtelt|Pavillon;
91.01.08;Små telte;;2025-08-01
"""


def written(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_text(text, encoding=encoding)
    return path


def service(name: str, kle: str = "", *keywords: str) -> Service:
    return Service(id="telt", name=name, description=name, kle=kle, keywords=keywords)


def test_the_plan_has_subjects_keywords_and_what_went_out() -> None:
    assert list(read_kle([PLAN]).values()) == [
        KleSubject(
            number="91.01.00",
            title="Udlån af telte i almindelighed",
            keywords=("Udlån af telte i almindelighed",),
        ),
        KleSubject(number="91.01.04", title="Store telte", keywords=("Festtelt", "Teltpolitik")),
        KleSubject(
            number="91.01.08",
            title="Små telte",
            keywords=("Festtelt",),
            retired="2025-08-01",
            replaced_by=("91.01.04",),
        ),
        KleSubject(number="91.01.12", title="Luftballoner", retired="2024-05-01"),
    ]


def test_keywords_come_from_a_file_of_their_own_as_well() -> None:
    subjects = read_kle([PLAN, KEYWORDS])
    assert subjects.keys() == read_kle([PLAN]).keys()
    assert subjects["91.01.04"].keywords == ("Festtelt", "Teltpolitik", "Pavillon")
    assert subjects["91.01.04"].title == "Store telte"
    assert subjects["91.01.00"].keywords == ("Udlån af telte i almindelighed", "Teltråd")


def test_the_text_file_of_os2kle_is_read(tmp_path: Path) -> None:
    subjects = read_kle([written(tmp_path, "OS2KLE.txt", OS2KLE)])
    assert subjects["91.01.00"].keywords == ("Telt", "t1")
    assert subjects["91.01.04"].title == "Store telte (telte [m.v.])"
    assert subjects["91.01.04"].keywords == ("Festtelt", "Telt [a]")
    assert (subjects["91.01.08"].title, subjects["91.01.08"].retired) == ("Små telte", "2027")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_table_is_read(tmp_path: Path, encoding: str) -> None:
    subjects = read_kle([written(tmp_path, "kle.csv", TABLE, encoding)])
    assert list(subjects) == ["91.01.04", "91.01.08"]
    assert subjects["91.01.04"].keywords == ("Festtelt", "Pavillon")
    assert (subjects["91.01.08"].title, subjects["91.01.08"].retired) == ("Små telte", "2025-08-01")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no column is named KLE number"),
        ("navn;nr\nTelt;9\n", "line 2 has no KLE number"),
        ("kle-nr;titel\n91;Telte\n", "holds no KLE numbers of three levels"),
        ("<KLE-Handlingsfacetter/>", "no list of KLE"),
        ("<KLE-Emneplan/>", "holds no KLE numbers of three levels"),
        ("<KLE-Emneplan><Emne>", "no XML"),
        (OS2KLE + "KLENummer=91\n", "no list of OS2KLE .line 4."),
    ],
)
def test_another_file_is_one_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(FloorwalkerError, match=said) as error:
        read_kle([written(tmp_path, "kle", text)])
    assert "\n" not in str(error.value)


@settings(deadline=None, max_examples=200)
@given(st.text("KLENummer='91.0:Titel'[];Keywords[Weight]= <>/\n", max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    with TemporaryDirectory() as folder, suppress(FloorwalkerError):
        assert read_kle([written(Path(folder), "kle", text)])


@pytest.fixture
def subjects() -> dict[str, KleSubject]:
    return read_kle([PLAN, KEYWORDS])


def test_an_exact_keyword_proposes_its_subject(subjects: dict[str, KleSubject]) -> None:
    (found,) = propose([service("FESTTELT", "91", "pavillon ")], subjects)
    assert (found.kle, found.state, found.only) == ("91", "no-task", "91.01.04")
    (candidate,) = found.candidates
    assert (candidate.number, candidate.title) == ("91.01.04", "Store telte")
    assert candidate.matched == ("FESTTELT", "pavillon ")


def test_a_keyword_by_itself_is_not_clear(subjects: dict[str, KleSubject]) -> None:
    (found,) = propose([service("Lån et telt", "91", "Festtelt")], subjects)
    assert [each.number for each in found.candidates] == ["91.01.04"]
    assert found.only == ""


def test_the_subject_of_the_services_name_goes_before_one_with_that_keyword(
    tmp_path: Path,
) -> None:
    listed = """\
KLENummer='91.01.04':KLETitel='Store telte':Keywords[Weight]=Telt[5];
KLENummer='92.01.00':KLETitel='Telt i almindelighed':Keywords[Weight]=
"""
    subjects = read_kle([written(tmp_path, "OS2KLE.txt", listed)])
    near, elsewhere, none = propose(
        [service("Telt", "92"), service("Telt", "91"), service("Telt")], subjects
    )
    assert (near.only, elsewhere.only, none.only) == ("92.01.00", "", "92.01.00")


def test_part_of_a_keyword_proposes_nothing(subjects: dict[str, KleSubject]) -> None:
    (found,) = propose([service("Festtelte", "", "telt", "Luftballoner")], subjects)
    assert (found.candidates, found.only) == ((), "")


def test_several_candidates_are_all_named_and_none_is_chosen_by_keywords(
    subjects: dict[str, KleSubject],
) -> None:
    (found,) = propose([service("Festtelt", "", "udlån af telte", "teltråd")], subjects)
    assert [candidate.number for candidate in found.candidates] == ["91.01.00", "91.01.04"]
    assert found.only == "91.01.04"
    (found,) = propose([service("Telte", "", "udlån af telte", "festtelt")], subjects)
    assert [candidate.number for candidate in found.candidates] == ["91.01.00", "91.01.04"]
    assert found.only == ""


def test_a_candidate_of_another_main_group_is_named_but_not_chosen(
    subjects: dict[str, KleSubject],
) -> None:
    (found,) = propose([service("Festtelt", "30")], subjects)
    assert [(each.number, each.fits) for each in found.candidates] == [("91.01.04", False)]
    assert found.only == ""


def test_a_number_that_went_out_is_said_with_what_replaces_it(
    subjects: dict[str, KleSubject],
) -> None:
    moved, gone, unknown = propose(
        [service("A", "91.01.08"), service("B", "91.01.12"), service("C", "91.01.99")], subjects
    )
    assert (moved.state, moved.retired, moved.only) == ("retired", "2025-08-01", "91.01.04")
    assert (gone.state, gone.retired, gone.only) == ("retired", "2024-05-01", "")
    assert (unknown.state, unknown.retired) == ("unknown", "")


def test_a_number_that_holds_is_left_alone(subjects: dict[str, KleSubject]) -> None:
    assert propose([service("Festtelt", "91.01.00")], subjects) == []
