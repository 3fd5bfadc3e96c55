"""Why hours cannot be read: for each reason of `HoursError` the sentence and what to do."""

from typing import Final

from floorwalker.i18n import mark

REASONS: Final = {
    "empty": (
        mark("nothing stands there"),
        mark("Write them as in OpenStreetMap: `Mo-We 10:00-14:00; Th 10:00-17:00; PH off`."),
    ),
    "too-long": (
        mark("they are longer than 4000 characters"),
        mark("Keep to the week and its exceptions; what changes by the day is a notice."),
    ),
    "unknown-word": (
        mark("`{part}` is none of their words"),
        mark(
            "Days are Mo Tu We Th Fr Sa Su, months Jan Feb Mar and so on, public holidays PH, "
            'closed is off; put other words in quotation marks: `"efter aftale"`.'
        ),
    ),
    "named-holiday": (
        mark("`{part}` names a holiday, which opening hours do not"),
        mark("Write `PH off` for all public holidays, `easter -2 days off` for Good Friday alone."),
    ),
    "prayer-day": (
        mark("the great prayer day is no holiday any more"),
        mark("Delete it; a day of its own is written as a date: `Dec 24 off`."),
    ),
    "nth-in-words": (
        mark("`{part}` counts weekdays in words"),
        mark(
            "Write `Mo[1]` for the first Monday of a month, `Mo[-1]` for the last, "
            "`week 1-53/2 Mo` for every second week."
        ),
    ),
    "trailing-semicolon": (
        mark("nothing follows the last `;`"),
        mark("Delete it."),
    ),
    "empty-rule": (
        mark("there is nothing before or between the `;`"),
        mark("Delete the `;` that is too many."),
    ),
    "lone-comma": (
        mark("something is missing beside the comma"),
        mark("Delete the comma, or write what belongs there."),
    ),
    "half-fallback": (
        mark("something is missing beside `||`"),
        mark('Write hours on both sides: `Mo-Fr 10:00-14:00 || "efter aftale"`.'),
    ),
    "single-bar": (
        mark("a `|` stands alone"),
        mark("Write two of them, `||`, before what holds when it is closed else."),
    ),
    "ordinal": (
        mark("`{part}` has letters after the day"),
        mark("Write the number alone: `Dec 24`."),
    ),
    "dot-in-time": (
        mark("`{part}` has a dot where a colon belongs"),
        mark("Write times as `10:00`."),
    ),
    "no-minutes": (
        mark("`{part}` is no time: the minutes are missing"),
        mark("Write times as `10:00-14:00`."),
    ),
    "half-time": (
        mark("`{part}` is half a time"),
        mark("Write hour and minutes: `10:00`."),
    ),
    "bad-minutes": (
        mark("`{part}` is no time: minutes have two digits and go to 59"),
        mark("Write times as `10:00`."),
    ),
    "late-start": (
        mark("`{part}` does not lie in the day on which it begins"),
        mark("Write the time of the next day on that day: `00:00`, not `24:00`."),
    ),
    "late-end": (
        mark("`{part}` is too late: the night ends at 48:00"),
        mark("Write the time of the next day on that day, as a rule of its own."),
    ),
    "lone-time": (
        mark("`{part}` is a beginning without an end"),
        mark("Write both: `10:00-14:00`; `10:00+` where nobody knows the end."),
    ),
    "half-range": (
        mark("`{part}` is half a range"),
        mark("Write its beginning and its end: `10:00-14:00`, `Mo-Fr`, `Dec 24-31`."),
    ),
    "points": (
        mark("`{part}` are points in time, not hours"),
        mark("Write from when until when it is open."),
    ),
    "am-pm": (
        mark("`{part}` is not counted to 24"),
        mark("Write `14:00`, not `2pm`."),
    ),
    "long-dash": (
        mark("`{part}` is not the dash of the keyboard"),
        mark("Write a hyphen: `Mo-Fr 10:00-14:00`."),
    ),
    "curly-quote": (
        mark("`{part}` is not the quotation mark of the keyboard"),
        mark('Put words in straight double marks: `"efter aftale"`.'),
    ),
    "open-comment": (
        mark("the quotation mark in `{part}` does not end"),
        mark('Write the same mark where the words end: `"efter aftale"`.'),
    ),
    "two-comments": (
        mark("the words {part} stand where none can stand"),
        mark("Write one comment at the end of each rule, after its times."),
    ),
    "two-states": (
        mark("`{part}` stands where no state can stand"),
        mark("Write one of open, off and unknown at the end of each rule."),
    ),
    "stray-dot": (
        mark("a dot stands where none belongs"),
        mark("Delete it: days and months are written without one."),
    ),
    "stray-colon": (
        mark("a colon stands where none belongs"),
        mark("Delete it: `Mo-Fr 10:00-14:00`."),
    ),
    "stray-dash": (
        mark("a dash stands where none belongs"),
        mark("Write a dash between two days, two dates or two times alone."),
    ),
    "two-dashes": (
        mark("`{part}` has two dashes"),
        mark("Write the first and the last day, `Mo-We`, or each of them, `Mo,Tu,We`."),
    ),
    "no-list-sign": (
        mark("`{part}` does not part days or times"),
        mark("Write commas: `Mo,We 10:00-12:00,13:00-15:00`."),
    ),
    "missing-comma": (
        mark("a comma is missing in `{part}`"),
        mark("Write commas between days: `Mo,We`."),
    ),
    "missing-semicolon": (
        mark("a new rule begins at `{part}`, and nothing stands before it"),
        mark("Write a `;` between the rules: `Mo-Th 10:00-14:00; Fr 10:00-12:00`."),
    ),
    "wrong-order": (
        mark("`{part}` stands at the wrong place"),
        mark("The order is: year, date, week, weekday, times, off: `Dec 24-31 Mo-Fr 10:00-12:00`."),
    ),
    "mixed-list": (
        mark("`{part}` mixes weekdays, holidays, dates or weeks in one list"),
        mark("Make a rule of each: `PH off; Jun 05,Dec 24 off`."),
    ),
    "day-before-month": (
        mark("`{part}` has the day before the month"),
        mark("Write the month first, in English: `Dec 24`."),
    ),
    "slashes": (
        mark("`{part}` is no date"),
        mark("Write the month in English, then the day: `Dec 24`."),
    ),
    "iso-date": (
        mark("`{part}` is no date of opening hours"),
        mark("Write `2026 Dec 24`."),
    ),
    "no-such-day": (
        mark("there is no day `{part}`"),
        mark("Check how many days the month has."),
    ),
    "bad-year": (
        mark("`{part}` is no year"),
        mark("Write four digits, from 1900 on."),
    ),
    "year-at-end": (
        mark("`{part}` has a year only at its end"),
        mark("Write the year at both ends: `2026 Dec 24-2027 Jan 02`."),
    ),
    "bad-week": (
        mark("`{part}` is no week"),
        mark("Write `week` and a number from 1 to 53: `week 29-31`."),
    ),
    "bad-nth": (
        mark("`{part}` does not count the weekdays of a month"),
        mark("Write a number from 1 to 5 in brackets, or -1 for the last: `Th[1]`, `Th[-1]`."),
    ),
    "bad-step": (
        mark("`{part}` is no step"),
        mark("Write a number: `week 1-53/2` is every second week."),
    ),
    "bad-offset": (
        mark("`{part}` does not say by how many days"),
        mark("Write `+1 day` or `-2 days`."),
    ),
    "bad-event": (
        mark("`{part}` is no time of the sun"),
        mark("Write `sunrise`, `sunset`, or `(sunset-00:30)`."),
    ),
    "backwards": (
        mark("`{part}` ends before it begins"),
        mark("Write the earlier one first; two rules where it goes over New Year."),
    ),
    "lone-number": (
        mark("the number `{part}` is neither a time nor a date"),
        mark("Write times as `10:00-14:00` and dates as `Dec 24`."),
    ),
    "unexpected": (
        mark("`{part}` means nothing there"),
        mark("Write them as in OpenStreetMap: `Mo-We 10:00-14:00; Th 10:00-17:00; PH off`."),
    ),
}
