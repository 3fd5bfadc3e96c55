"""Every command, every kind of wrong argument, both languages: one sentence in that language."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click
import pytest
from babel.messages.extract import extract_from_dir

from floorwalker import i18n
from floorwalker.cli import click_texts
from floorwalker.cli.language import use
from floorwalker.cli.main import cli, run

pytestmark = pytest.mark.slow

Words = tuple[str, ...]

_WORDS: Final = {
    "da": frozenset(
        {"er", "ikke", "findes", "skal", "der", "et", "en", "eller", "den", "det", "skriv"}
        | {"som", "af", "til", "mangler", "mente"}
    ),
    "en": frozenset(
        {"is", "not", "the", "does", "must", "write", "of", "was", "there", "needs", "given"}
        | {"requires", "missing", "you", "no", "such", "unexpected"}
    ),
}
"""Words that stand in nearly every sentence of a language and in none of the other's."""
_QUOTED = re.compile(r"`[^`]*`|'[^']*'|\"[^\"]*\"|\S*[/\\]\S*|--?[\w-]+|\bfloorwalker\b.*$")
"""Names of commands, options, values and paths: codes, the same in every language."""


def _commands(group: click.Group, path: Words = ()) -> Iterator[tuple[Words, click.Command]]:
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        yield (*path, name), command
        if isinstance(command, click.Group):
            yield from _commands(command, (*path, name))


def _required(command: click.Command) -> Words:
    """What must stand there for the parser to come as far as the argument under test."""
    words: list[str] = []
    for parameter in command.params:
        if parameter.required and isinstance(parameter, click.Option):
            words += [parameter.opts[0], _fitting(parameter)]
        elif parameter.required:
            words.append(_fitting(parameter))
    return tuple(words)


def _fitting(parameter: click.Parameter) -> str:
    kind = parameter.type
    return str(kind.choices[0]) if isinstance(kind, click.Choice) else "no-such-thing"


def _choices(command: click.Command) -> Iterator[object]:
    for parameter in command.params:
        if isinstance(parameter.type, click.Choice):
            yield from parameter.type.choices


def _wrong(command: click.Command) -> Iterator[Words]:
    needed = _required(command)
    yield (*needed, "--no-such-option")
    if needed:
        yield ()
    if not isinstance(command, click.Group) and all(p.nargs != -1 for p in command.params):
        yield (*needed, *("a", "b", "c", "d"))
    for option in command.params:
        if not isinstance(option, click.Option):
            if isinstance(option.type, click.Choice):
                yield ("no-such-choice", *needed[1:])
            continue
        name = option.opts[-1]
        if option.is_flag:
            yield (*needed, f"{name}=1")
            continue
        yield (*needed, name)
        if isinstance(option.type, click.Choice) or option.type.name in _TYPED:
            yield from ((*needed, name, value) for value in ("x", "-1", "", "9" * 5000, "2026-W60"))


_CODES: Final = frozenset(
    {str(choice) for _path, command in _commands(cli) for choice in _choices(command)}
)
_TYPED: Final = {"date", "week", "number"}
CASES: Final = [
    (*path, *words)
    for path, command in _commands(cli)
    for words in dict.fromkeys(_wrong(command))
    if not (path == ("followups",) and words and not words[0].startswith("-"))
] + [
    ("--lang", "xx", "search", "pas"),
    ("--lang",),
    ("--no-such-option",),
    ("nosuch",),
    ("log",),
    ("import",),
    ("--config", "/no/such/file", "search", "pas"),
    ("--knowledge", "/no/such/folder", "search", "pas"),
    ("show", "foo"),
    ("show", "service:no-such-entry"),
    ("log", "add", "--outcome", "answered", "--at", "yesterday"),
    ("log", "add", "service:pas", "--outcome", "answered", "--visitor-language", "?"),
    ("check", "/no/such/folder"),
    ("check", __file__),
]


@pytest.mark.parametrize("language", i18n.LANGUAGES)
@pytest.mark.parametrize("words", CASES, ids=lambda words: " ".join(words)[:60])
def test_wrong_arguments_get_one_sentence_in_the_interface_language(
    words: Words, language: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FLOORWALKER_LANG", language)
    monkeypatch.setenv("LANGUAGE", language)
    use(language)
    code = run(words)
    written = capsys.readouterr()
    assert code in (1, 2), written
    lines = written.err.splitlines()
    assert len(lines) == 1, lines
    other = next(name for name in i18n.LANGUAGES if name != language)
    said = {*re.findall(r"\w+", _QUOTED.sub(" ", lines[0]).lower())}
    assert said & _WORDS[language], lines[0]
    assert not (said - _CODES) & _WORDS[other], lines[0]


def test_every_text_that_click_may_say_is_translated() -> None:
    """A new release of click may word a message anew: then it belongs in the table."""
    source = Path(click.__file__).parent
    marked = extract_from_dir(source, keywords={"_": None, "gettext": None, "ngettext": (1, 2)})
    texts = {message if isinstance(message, str) else message[0] for _f, _l, message, *_ in marked}
    known = {*click_texts.TEXTS, *(singular for singular, _ in click_texts.PLURAL_TEXTS)}
    assert texts - known - click_texts.NEVER_SAID == set()


@pytest.mark.parametrize("name", ["da", "da_DK", "da-DK", "da_DK.UTF-8", "DA", "da_DK@euro"])
def test_a_locale_of_the_system_names_a_language(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FLOORWALKER_LANG", name)
    assert run(["search", "pas", "-n", "1"]) == 0
    assert capsys.readouterr().err == ""
    assert i18n.language() == "da"
