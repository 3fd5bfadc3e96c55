"""Which row is selected: search selects the first, and a person's choice outlives other rows."""

from hypothesis import given
from hypothesis import strategies as st

from floorwalker.tui.views.list_row import ListRow
from floorwalker.tui.widgets.list_selection import ListSelection

STEPS = st.sampled_from(["up", "down", "page_up", "page_down"])


def rows(refs: str) -> list[ListRow]:
    return [ListRow(ref, f"Entry {ref}") for ref in refs]


def listed(refs: str, chosen: str = "") -> ListSelection:
    return ListSelection().with_rows(rows(refs), chosen=chosen)


def ref_of(selection: ListSelection) -> str:
    return selection.selected.ref if selection.selected else ""


def test_the_first_row_is_selected_and_nobody_chose_it() -> None:
    assert ref_of(listed("abc")) == "a"
    assert not listed("abc").is_chosen
    assert ref_of(listed("")) == ""
    assert ref_of(ListSelection().with_rows(rows("abc"), select_first=False)) == ""


def test_what_a_person_chose_stays_selected_while_it_is_there() -> None:
    chosen = listed("abc").moved("down", 1)
    assert ref_of(chosen.with_rows(rows("xyb"))) == "b"
    assert chosen.with_rows(rows("xyb")).is_chosen
    gone = chosen.with_rows(rows("xyz"))
    assert ref_of(gone) == "x"
    assert not gone.is_chosen
    assert ref_of(gone.with_rows(rows("abx"))) == "a"


def test_what_search_selected_gives_way_to_the_first() -> None:
    assert ref_of(listed("abc").with_rows(rows("bca"))) == "b"
    assert ref_of(listed("abc").moved("down", 1).unchosen().with_rows(rows("xb"))) == "x"


def test_a_row_that_was_chosen_before_is_chosen_again() -> None:
    assert ref_of(listed("abc", chosen="c")) == "c"
    assert listed("abc", chosen="c").is_chosen
    assert not listed("abc", chosen="z").is_chosen


def test_the_first_step_into_a_list_without_a_selection_selects_its_first_row() -> None:
    selection = ListSelection().with_rows(rows("abc"), select_first=False)
    assert ref_of(selection.moved("down", 2)) == "a"
    assert ref_of(selection.moved("up", 2)) == "a"


def test_a_page_down_moves_by_the_rows_in_view_and_stops_at_the_last() -> None:
    assert ref_of(listed("abcdef").moved("page_down", 4)) == "e"
    assert ref_of(listed("abcdef").moved("page_down", 4).moved("page_down", 4)) == "f"
    assert ref_of(listed("abcdef", chosen="f").moved("page_up", 4)) == "b"


def test_a_row_that_is_not_there_cannot_be_chosen() -> None:
    assert listed("abc").chosen("z") == listed("abc")
    assert listed("abc").chosen_at(3) == listed("abc")
    assert listed("").moved("down", 1) == listed("")


@given(st.lists(st.one_of(st.text("abcdef", max_size=6), STEPS), max_size=12), st.integers(1, 5))
def test_the_selection_is_always_a_row_that_is_there(doings: list[str], page: int) -> None:
    selection = ListSelection()
    for doing in doings:
        if doing in ("up", "down", "page_up", "page_down"):
            selection = selection.moved(doing, page)
        else:
            selection = selection.with_rows(rows("".join(dict.fromkeys(doing))))
        assert (selection.index is None) == (len(selection) == 0)
        assert selection.selected is None or selection.selected in selection.rows


def test_the_selected_row_is_painted_as_such() -> None:
    selection = listed("ab")
    assert selection.key(0) != selection.key(1)
    assert selection.styled(0, 20)[1] == ("hit-list--selected",)
    assert selection.styled(1, 20)[1] == ()
    assert selection.styled(1, 20)[0].plain == " Entry b "
    assert selection.plain(1) == "Entry b"
