"""What the checker says: for each code the sentence, and what to do about it."""

from typing import Final

from floorwalker.i18n import mark

ERRORS: Final = {
    "unreadable": (
        mark("The file cannot be read: {reason}."),
        mark("Check that it exists and that you may read it."),
    ),
    "encoding": (
        mark("The file is not UTF-8 text."),
        mark("Save it again with the encoding UTF-8."),
    ),
    "link-outside": (
        mark("The link leads out of the knowledge folder, so it is not followed."),
        mark("Put the file itself into the folder."),
    ),
    "not-read": (
        mark("The file is not read: {reason}."),
        mark("Give it another name or another place, or take it out of the folder."),
    ),
    "too-large": (
        mark("The file is larger than {detail} MB."),
        mark("Split it into several files."),
    ),
    "tab": (
        mark("A tab stands where the line is indented."),
        mark("Indent with spaces, two for each level."),
    ),
    "yaml": (
        mark("This cannot be read as YAML: {detail}."),
        mark(
            "Check the indentation and the line above, and put a text that begins with a special "
            "character or holds `: ` in quotation marks."
        ),
    ),
    "missing-colon": (
        mark("There is no colon after `{detail}`."),
        mark(
            "Write a colon and a space after a field's name, and a colon after an id: `name: Pas`."
        ),
    ),
    "open-quote": (
        mark("A quotation mark begins here and does not end."),
        mark('Write the same mark where the text ends; within it, a `"` is written as `\\"`.'),
    ),
    "open-bracket": (
        mark("A bracket opens here and does not close."),
        mark("Write the closing bracket, and commas between what stands in the list."),
    ),
    "cut-text": (
        mark("` #` begins a comment here, so that the rest of the line is missing."),
        mark('Put the text with the `#` in quotation marks: `"lokale #12"`.'),
    ),
    "odd-space": (
        mark("A space that is none stands here, {detail}: it came with a copied text."),
        mark("Delete it, and type the space yourself."),
    ),
    "line-end": (
        mark("The lines end as those of very old Macs do."),
        mark("Save the file again with the line ends of Windows or of Unix."),
    ),
    "conflict-marker": (
        mark("Two versions of the file were put together here, and nobody has chosen yet."),
        mark("Keep the lines that are right, and delete those with `<<<<`, `====` and `>>>>`."),
    ),
    "invisible-character": (
        mark("The text holds a character that cannot be seen, {detail}."),
        mark("Delete it: write the word again, or run `floorwalker check --fix`."),
    ),
    "control-character": (
        mark("The text holds a control character, {detail}."),
        mark("Delete it; it cannot be seen, but a terminal would obey it."),
    ),
    "several-documents": (
        mark("The file holds more than one document."),
        mark("Delete the line `---`, or make two files of it."),
    ),
    "too-deep": (
        mark("Lists or mappings stand more than {detail} deep in each other."),
        mark("Check the brackets and the indentation."),
    ),
    "key-not-text": (
        mark("A list or a mapping stands where a field's name belongs."),
        mark("Write a field's name and a colon, as in `name: Pas`."),
    ),
    "anchor": (
        mark("`&{detail}` is an anchor, which the format does not have."),
        mark("Put the text in quotation marks, or write the value out."),
    ),
    "alias": (
        mark("`*{detail}` is an alias, which the format does not have."),
        mark("Put the text in quotation marks, or write the value out."),
    ),
    "tag": (
        mark("`{detail}` is a tag, which the format does not have."),
        mark("Put the text in quotation marks, or delete the tag."),
    ),
    "merge-key": (
        mark("`<<` is a merge key, which the format does not have."),
        mark("Write the fields out."),
    ),
    "not-a-mapping": (
        mark("The file does not begin with keys such as `services:`."),
        mark("The top-level keys are: {allowed}."),
    ),
    "duplicate-key": (
        mark("`{detail}` stands twice in the same record or section."),
        mark("Delete one of the two, or put their contents together."),
    ),
    "unknown-key": (
        mark("There is no field `{key}` here."),
        mark("The fields are: {allowed}."),
    ),
    "missing-field": (
        mark("The field `{field}` is missing."),
        mark("Add a line `{field}: …`."),
    ),
    "empty-field": (
        mark("The field `{field}` is empty."),
        mark("Write something there, or delete the line."),
    ),
    "wrong-type": (
        mark("`{field}` is not {expected}."),
        mark("Put a text that begins with a special character in quotation marks."),
    ),
    "bad-value": (
        mark("`{value}` is not a value of `{field}`."),
        mark("The values are: {allowed}."),
    ),
    "bad-slug": (
        mark("`{value}` is not an id."),
        mark("Use the letters a-z, digits and hyphens, at most 64: `nyt-pas`."),
    ),
    "bad-date": (
        mark("`{value}` is not a date."),
        mark("Write year-month-day: `2026-10-01`, for a notice also `2026-10-01 12:00`."),
    ),
    "bad-year": (
        mark("`{value}` is not a year."),
        mark("Write four digits: `2027`."),
    ),
    "too-many": (
        mark("`{field}` holds more than {most} entries."),
        mark("Delete those that are needed least."),
    ),
    "bad-url": (
        mark("`{value}` is not a web address that fits here: {reason}."),
        mark("Copy it whole from the browser, with `https://` in front."),
    ),
    "bad-telephone": (
        mark("`{value}` is not a telephone number in international form."),
        mark("Write it with the country code: `+45 12 34 56 78`."),
    ),
    "bad-email": (
        mark("`{value}` is not an e-mail address."),
        mark("Write it as `name@example.dk`."),
    ),
    "bad-kle": (
        mark("`{value}` is not a KLE number."),
        mark("Write `23`, `23.03` or `23.03.04`."),
    ),
    "bad-hours": (
        mark("`{value}` cannot be read as opening hours: {reason}."),
        mark("Write them as in OpenStreetMap: `Mo-We 10:00-14:00; Th 10:00-17:00; PH off`."),
    ),
    "bad-language": (
        mark("`{value}` is not a language code."),
        mark("Write `da`, `en`, `de`, `uk`, `ar` …"),
    ),
    "bad-reference": (
        mark("`{value}` does not name an entry."),
        mark("Write the kind, a colon and the id: `service:pas`."),
    ),
    "bad-timezone": (
        mark("`{value}` is not a time zone."),
        mark("Write `Europe/Copenhagen`."),
    ),
    "duplicate-id": (
        mark("The id `{id}` is used already, in {where}."),
        mark("Give one of the two another id, or put them together."),
    ),
    "unknown-reference": (
        mark("`{value}` refers to nothing."),
        mark("Check the spelling, or write the entry that is meant."),
    ),
    "fallback-circle": (
        mark("The fallback runs in a circle: {circle}."),
        mark("Let the last one have no fallback."),
    ),
    "no-municipality": (
        mark("No file says whose knowledge base this is."),
        mark("Add `municipality:` with `name` and `main_contact` to one file."),
    ),
    "two-municipalities": (
        mark("`municipality` stands in another file as well, in {where}."),
        mark("Delete one of the two."),
    ),
    "lexicon-shape": (
        mark("The lexicon does not begin with `lexicon:` and a list of expressions under it."),
        mark("Write `lexicon:`, and under it lines such as `krykker: [hjælpemidler]`."),
    ),
    "lexicon-expression": (
        mark("`{detail}` is no expression that the search can use."),
        mark("Write one to eight words."),
    ),
    "lexicon-targets": (
        mark("`{detail}` leads to no words."),
        mark("Write a list of words: `krykker: [hjælpemidler]`."),
    ),
    "dead-end": (
        mark("`{ref}` is a dead end: it has neither a contact point nor a guide."),
        mark("Add `contact_points` or `guides`, so that nobody is sent away with nothing."),
    ),
    "authority-unusable": (
        mark("`{authority}` decides, and nothing says how a visitor gets in touch with it."),
        mark(
            "Give its contact point a telephone number, an address of mail, opening hours, an "
            "address or a page to book at."
        ),
    ),
    "rate-misspelt": (
        mark("`{value}` stands for no amount: a visitor would see it as it is written."),
        mark("Write `rate`, a colon and the id in braces, in small letters and without spaces."),
    ),
    "rate-in-rate": (
        mark("`{value}` is an amount that names another amount."),
        mark("Write the amount itself."),
    ),
    "no-base": (
        mark("The base `{base}` does not stand in {folder}, or holds no knowledge files."),
        mark("Write `starter`, or the way from this folder to the one that holds the base."),
    ),
    "base-circle": (
        mark("The base `{base}` stands on this folder itself."),
        mark("Of two folders only one can be the base of the other."),
    ),
    "base-nested": (
        mark("The base `{base}` lies within this folder, or this folder within it."),
        mark("Move one of the two out of the other: each is to hold its own files alone."),
    ),
    "not-in-base": (
        mark("No base has `{ref}`, and here it lacks {fields}."),
        mark("Check the id; the base may have dropped the entry. A new one needs these fields."),
    ),
    "without-required": (
        mark("`{field}` cannot be left out of the entry."),
        mark("Take it out of `without`, or write your own `{field}`."),
    ),
    "withdrawn-door": (
        mark("Without `{gone}` the entry `{ref}` has neither contact point nor guide."),
        mark("Write another `contact_points` for it in this folder, or withdraw it, too."),
    ),
    "withdrawn-needed": (
        mark("`{ref}` names `{gone}` as its `{field}`, and it is withdrawn here."),
        mark("Write another `{field}` for it in this folder, or keep the entry."),
    ),
    "danger-not-urgent": (
        mark("`{ref}` says what people in danger say, and is not `urgent`."),
        mark("Add `urgent: true`, or delete `danger`."),
    ),
    "personal-data": (
        mark("A CPR number or the number of a payment card stands here."),
        mark("Take it out: what is written here is published, and kept in every copy."),
    ),
}

WARNINGS: Final = {
    "base-changed": (
        mark("The base has changed `{ref}` since you wrote your own text."),
        mark(
            "Compare the two: floorwalker layers {ref}. If yours still holds, write "
            "`based_on: {fingerprint}`."
        ),
    ),
    "base-will-change": (
        mark("The base changes `{field}` of `{ref}` on {date}; your own text stays."),
        mark("Compare the two; if yours no longer holds then, delete it or write `changes`."),
    ),
    "empty-over-base": (
        mark("`{field}` of `{ref}` is empty here: what the base says still holds."),
        mark(
            "Write your own; to leave it out, write `without: [{field}]`; otherwise delete the "
            "line."
        ),
    ),
    "base-change-lost": (
        mark("The base changes `{field}` of `{ref}` on {date}; your own `changes` leave that out."),
        mark("Take it over into your own `changes`, or write your own `{field}`."),
    ),
    "nothing-below": (
        mark("There is no `{ref}` in a base for this to be about."),
        mark("Check the id; if the base has dropped the entry, delete the line."),
    ),
    "still-placeholder": (
        mark("`{ref}` is invented for the example town."),
        mark(
            "Write your own under the same id in your folder; or, where it holds as it is, "
            "`placeholder: false`; or `withdrawn: true`."
        ),
    ),
    "cut-comment": (
        mark("The text ends before this `#`: what follows is a comment, and nobody sees it."),
        mark(
            'Put the whole text in quotation marks: `"lokale #12"`. If it is a comment, write two '
            "spaces before `#` and one after it. `--fix` cannot know which is meant."
        ),
    ),
    "authority-text": (
        mark("The authority stands in words, `{authority}`."),
        mark("Write the id of its contact point, so that its numbers and hours are found."),
    ),
    "short-number": (
        mark("`{value}` cannot be dialled: a short number has no country code."),
        mark("Write it as it is dialled: `112`."),
    ),
    "door-unusable": (
        mark("The first door, `{ref}`, has no number, no mail, no hours and no address."),
        mark("Say how to get in touch with it, or put another contact point first."),
    ),
    "front-page": (
        mark("`{ref}` leads to a front page, not to the page where the errand begins."),
        mark(
            "Write the address of that page. If the errand does begin there: `source` with the "
            "same address, and `source_date`."
        ),
    ),
    "phone-hours": (
        mark("`{value}` is shown as it stands: nobody can tell from it whether it is answered."),
        mark("Write the hours as in OpenStreetMap: `Mo-Fr 09:00-15:00; PH off`."),
    ),
    "rate-missing": (
        mark("`{ref}` has no amount for {year}."),
        mark("Add it under `values`; until then the texts say of which year the amount is."),
    ),
    "rate-unused": (
        mark("No text names `{ref}`."),
        mark("Write it in braces where the amount stands, or delete it."),
    ),
    "change-empty": (
        mark("The change says neither what staff should know nor what will be different."),
        mark("Add `note` or `set`, or delete it."),
    ),
    "change-twice": (
        mark("`{field}` is set twice on {date}: only what stands here will hold."),
        mark("Delete one of the two, or write the day on which each begins."),
    ),
    "listed-twice": (
        mark("`{value}` stands twice in the list."),
        mark("Delete one of the two."),
    ),
    "closure-backwards": (
        mark("The closure begins after it ends, so that the house is never closed for it."),
        mark("Put `from` before `until`."),
    ),
    "translation-old": (
        mark("The text has changed since it was translated, in the language `{language}`."),
        mark("Compare the two, then write `of: {fingerprint}`."),
    ),
    "assured-in-future": (
        mark("`{ref}` is said to have been checked on {date}, which is yet to come."),
        mark("Set `assured_date` to the day of the check."),
    ),
    "stale": (
        mark("`{ref}` was last checked on {date}, more than {days} days ago."),
        mark("Check the facts, then set `assured_date` to the day of the check."),
    ),
    "never-assured": (
        mark("Nobody has vouched for `{ref}` yet."),
        mark("Check the facts, then add `assured_date` and `assurer`."),
    ),
    "incomplete": (
        mark("`{ref}` does not say {missing}."),
        mark("Add `{field}`: a visitor wants to know it first."),
    ),
    "keyword-is-name": (
        mark("The keyword `{keyword}` is the entry's own name."),
        mark("Delete it: the name is searched anyway."),
    ),
    "duplicate-keyword": (
        mark("The keyword `{keyword}` stands twice in the list."),
        mark("Delete one of the two."),
    ),
    "shared-keyword": (
        mark("The keyword `{keyword}` leads to two services, `{ref}` and `{other}`."),
        mark(
            "The desk tells them apart by what it asks: {questions} If that does not, add a "
            "question, or leave the keyword with the one that is meant most often."
        ),
    ),
    "lexicon-place": (
        mark("This lexicon is not read; only the one at the top of the knowledge folder is."),
        mark("Put its words into `lexicon.yaml` at the top."),
    ),
    "hours-repeat-closure": (
        mark("`{part}` says again what stands under the house's `closures`."),
        mark(
            "Delete it: the contact point closes with the house. Write next year's days under "
            "`closures` too, once for all."
        ),
    ),
    "hours-in-closure": (
        mark("`{part}` has no effect: the house is closed on those days."),
        mark(
            "Write `follows_closures: false` if somebody is there all the same, and all of its "
            "own closing days into its hours."
        ),
    ),
    "notice-repeats-closure": (
        mark("The notice `{ref}` ends with a closure of the house, which the desk tells itself."),
        mark("Delete it, or leave in it only what `closures` does not say."),
    ),
    "notice-ended": (
        mark("The notice `{ref}` ended on {until}."),
        mark("Delete it, or give it a new `until`."),
    ),
    "notice-backwards": (
        mark("The notice `{ref}` begins after it ends, so that nobody will see it."),
        mark("Put `from` before `until`."),
    ),
    "private-mail": (
        mark("A private e-mail address stands in a text that everybody reads."),
        mark("Take it out, or make a contact point with its field `email`."),
    ),
    "stray-quote": (
        mark(
            "The text has a quotation mark that does not belong around it: a visitor would see it."
        ),
        mark('Delete it, or put straight marks around the whole text: `"…"`.'),
    ),
    "hours-spaces": (
        mark("`{part}` has spaces where the format has none, or none where it has one."),
        mark("Write `Mo,We 10:00-12:00; Fr 10:00-14:00`, or run `floorwalker check --fix`."),
    ),
    "hours-without-times": (
        mark("`{part}` names no times: the whole day counts as open."),
        mark("Write the times, `Mo 10:00-14:00`, or `open` where the whole day is meant."),
    ),
    "hours-over": (
        mark("`{part}` is over: it holds on no day from today on."),
        mark("Delete it, or write the year that is meant."),
    ),
    "hours-never": (
        mark("`{part}` never applies: no day is all that it names."),
        mark("Write dates that exist, or delete it."),
    ),
    "hours-school-holidays": (
        mark("`{part}` has no effect on school holidays: nobody tells the desk when they are."),
        mark("Write their dates, `2026 Oct 10-18 off`, instead of `SH`."),
    ),
    "hours-exception-first": (
        mark("`{part}` is undone by `{other}`, which stands after it and holds on the same days."),
        mark("Write the rule first and its exceptions last: `Mo-Fr 10:00-14:00; PH off`."),
    ),
    "hours-replaced": (
        mark("`{part}` never counts: `{other}` takes its place on the same days."),
        mark(
            "Put both times into one rule, `Mo 10:00-12:00,14:00-16:00`; write `||` before what "
            "holds when it is closed else."
        ),
    ),
    "hours-closed-again": (
        mark("`{part}` never counts: `{other}` closes on all of its days."),
        mark("Delete the one of them that is wrong."),
    ),
    "hours-every-day": (
        mark("`{part}` names no days: it holds on all seven, whatever stands before it."),
        mark("Name the days, or put all times into one rule: `Mo-Fr 10:00-12:00,13:00-15:00`."),
    ),
    "hours-whole-night": (
        mark("`{part}` is open through the night and far into the next day."),
        mark("Write the earlier time first, and count to 24: `10:00-14:00`."),
    ),
    "hours-like-christmas": (
        mark("`{part}` is about July, not about Christmas."),
        mark("Write `Jul` where July is meant, and dates for Christmas: `Dec 24-26`."),
    ),
    "hours-night-cut": (
        mark("The night of `{part}` ends at midnight where `{other}` begins the next day."),
        mark("Write the rule with the night last, or `, ` between the two."),
    ),
    "hours-open-end": (
        mark("`{part}` has no end: the desk says that it does not know whether it is open."),
        mark("Write when it closes: `10:00-16:00`."),
    ),
    "hours-by-the-sun": (
        mark("`{part}` is reckoned for the middle of Denmark, and true to a quarter of an hour."),
        mark("Write the times of the clock where it matters."),
    ),
    "hours-year-once": (
        mark("`{part}` has a year before some of its dates: the others are of every year."),
        mark("Write the year before each: `2026 Dec 24,2026 Dec 31`."),
    ),
    "unreferenced": (
        mark("Nothing refers to `{ref}`."),
        mark("Name it in a service, or delete it."),
    ),
    "missing-translation": (
        mark("`{ref}` has no `{fields}` in the language `{language}`."),
        mark("Add it under `translations`."),
    ),
    "translation-length": (
        mark("`{field}` of `{ref}` has {count} lines, in the language `{language}` {translated}."),
        mark("Translate it line by line: what stands at the same place belongs together."),
    ),
}

ONLY_TRUE: Final = mark("Write `true`, or delete the line.")
ONLY_TRUE_OR_LEFT_OUT: Final = mark(
    "Write `true`, or delete the line; where a base says `true`: `without: [{field}]`."
)
"""The advice for a flag that a base may have set."""
REFERS_TO_WITHDRAWN: Final = (
    mark("`{value}` is withdrawn, in {withdrawn}."),
    mark("Take it out here, or keep the entry there."),
)
"""What is said of a reference to an entry that a layer takes out."""
NO_QUESTION: Final = mark(
    "Neither has a question that tells them apart: write one under `questions`, or leave the "
    "keyword with the one that is meant most often."
)
"""What to do where a keyword leads to two services and the desk asks nothing."""

LATER_DEAD_END: Final = mark(
    "`{ref}` is a dead end from {day} on: this change leaves it no contact point and no guide."
)
"""What is wrong where a change takes the last door."""

WRONG_TYPES: Final = {
    "a list": mark("Write it in brackets, `[…, …]`, or on lines that begin with `- `."),
    "a section with fields": mark(
        "Write its fields below it, each on a line of its own and indented: `name: Pas`."
    ),
    "a whole number": mark("Write digits alone: `14`."),
    "a text": mark(
        "Write one text, without `- ` in front; put it in quotation marks if it begins with a "
        "special character or holds `: `."
    ),
}
"""What to do where the value is not what is expected."""

YAML_SAYS: Final = {
    "mapping values are not allowed in this context": mark("no field can begin here"),
    "did not find expected key": mark("a field's name should stand here"),
    "did not find expected '-' indicator": mark("a `- ` should stand here, as on the lines above"),
    "found character that cannot start any token": mark("no text can begin with this character"),
    "did not find expected node content": mark("something is missing here"),
    "did not find expected alphabetic or numeric character": mark(
        "no text can begin with `*` or `&`"
    ),
    "block sequence entries are not allowed in this context": mark("no list can begin here"),
    "mapping keys are not allowed in this context": mark("no text can begin with `?`"),
    "did not find expected comment or line break": mark(
        "after `|` and `>` the text begins on the next line"
    ),
    "found unknown escape character": mark("`\\` means something else in double quotation marks"),
    "did not find expected ',' or ']'": mark("a comma or a bracket is missing"),
    "did not find expected ',' or '}'": mark("a comma or a bracket is missing"),
}
"""What libyaml says, in words of ours."""
