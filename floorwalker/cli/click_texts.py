"""What click itself says to a user, marked so that our catalogues hold it.

click asks gettext's default domain, which `language.use` makes ours. A test compares this table
with the texts that the installed click marks; wordings of its earlier releases stay, since they
may be installed too.
"""

from typing import Final

from floorwalker.i18n import mark, mark_plural

TEXTS: Final = (
    mark("Usage:"),
    mark("Options"),
    mark("Commands"),
    mark("Positional arguments"),
    mark("default: {default}"),
    mark("env var: {var}"),
    mark("deprecated"),
    mark("required"),
    mark("Show this message and exit."),
    mark("Show the version and exit."),
    mark("Aborted!"),
    mark("Error: {message}"),
    mark("Try '{command} {option}' for help."),
    mark("No such option: {name}"),
    mark("No such option {name!r}."),
    mark("No such command {name!r}."),
    mark("Missing command."),
    mark("Missing argument"),
    mark("Missing option"),
    mark("Missing parameter"),
    mark("Missing {param_type}"),
    mark("Missing parameter: {param_name}"),
    mark("Choose from:\n\t{choices}"),
    mark("Option {name!r} does not take a value."),
    mark("Argument {name!r} takes {nargs} values."),
    mark("Value must be an iterable."),
    mark("Invalid value: {message}"),
    mark("Invalid value for {param_hint}: {message}"),
    mark("{value!r} is not a valid {number_type}."),
    mark("{value} is not in the range {range}."),
    mark("{value!r} is not a valid boolean. Recognized values: {states}"),
    mark("file"),
    mark("directory"),
    mark("path"),
    mark("{name} {filename!r} does not exist."),
    mark("{name} {filename!r} is a file."),
    mark("{name} {filename!r} is a directory."),
    mark("{name} {filename!r} is not readable."),
    mark("{name} {filename!r} is not writable."),
    mark("Could not open file {filename!r}: {message}"),
    mark("unknown error"),
)
PLURAL_TEXTS: Final = (
    mark_plural(
        "Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"
    ),
    mark_plural(
        "Takes {nargs} values but 1 was given.", "Takes {nargs} values but {len} were given."
    ),
    mark_plural("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    mark_plural("(Possible option: {possibility})", "(Possible options: {possibilities})"),
    mark_plural(
        "Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."
    ),
    mark_plural("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
)
NEVER_SAID: Final = frozenset(
    {
        # prompts, editors, pagers and shell completion, which no command of ours uses
        "d",
        "{editor}: Editing failed",
        "{editor}: Editing failed: {e}",
        "Do you want to continue?",
        "Confirm the action without prompting.",
        "Repeat for confirmation",
        "Error: The two entered values do not match.",
        "Error: invalid input",
        "Press any key to continue...",
        "Unknown color {colour!r}",
        "Shell completion is not supported for Bash versions older than 4.4.",
        "Couldn't detect Bash version, shell completion is not supported.",
        # values of types that no option of ours has
        "{value!r} does not match the format {format}.",
        "{value!r} is not a valid UUID.",
        "{name} {filename!r} is not executable.",
        "{len_type} values are required, but {len_value} was given.",
        "Choice({choices})",
        "Unknown standard stream '{name}'",
        "Windows error: {error}",
        "(dynamic)",
        # said to whoever declares a command wrongly, or replaced by a text of ours
        "%(prog)s, version %(version)s",
        "DeprecationWarning: The command {name!r} is deprecated.{extra_message}",
        "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}",
        "Name '{name}' defined twice",
        "Boolean option {decl!r} cannot use the same flag for true/false.",
        "Could not determine name for option with declarations {decls!r}",
        "No options defined but a name was passed ({name}). Did you mean to declare an argument"
        " instead? Did you mean to pass '--{name}'?",
        "Arguments take exactly one parameter declaration, got {length}: {decls}.",
        "Invalid start character for option ({option})",
    }
)
"""Texts of click that no user of ours can meet, each for the reason above it."""
