"""What the status line says goes with the next errand's first key, and not before."""

from dataclasses import dataclass

from floorwalker.tui.errand_status import NO_ERRAND, ErrandStatus


@dataclass
class Line:
    """A status line, and the number of the errand under way."""

    text: str = ""
    is_fault: bool = False
    number: int = 1

    def __post_init__(self) -> None:
        self.status = ErrandStatus(self.write, lambda: self.number)

    def write(self, text: str, *, is_fault: bool = False) -> None:
        self.text, self.is_fault = text, is_fault


def test_what_is_said_about_an_errand_stays_while_it_is_under_way() -> None:
    line = Line()
    line.status.show("Taken up")
    line.status.forget()
    assert line.text == "Taken up"
    line.number += 1
    line.status.forget()
    assert line.text == ""


def test_a_fault_stays_and_so_does_what_lasts() -> None:
    line = Line()
    for is_fault, lasts in ((True, None), (False, True)):
        line.status.show("The log is damaged", is_fault=is_fault, lasts=lasts)
        line.number += 1
        line.status.forget()
        assert (line.text, line.is_fault) == ("The log is damaged", is_fault)


def test_what_is_about_no_errand_goes_with_the_next_key() -> None:
    line = Line()
    line.status.show("Nothing to undo.", about=NO_ERRAND)
    line.status.forget()
    assert line.text == ""


def test_what_ended_an_errand_is_read_during_the_next_one_where_that_is_wanted() -> None:
    line = Line()
    line.status.show("Set aside: Pas")
    line.number += 1
    line.status.keep()
    line.status.forget()
    assert line.text == "Set aside: Pas"
    line.number += 1
    line.status.forget()
    assert line.text == ""
