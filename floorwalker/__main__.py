"""The entry point: `floorwalker` and `python -m floorwalker`."""

import sys


def main() -> None:
    """Run one command and leave with its exit code."""
    from floorwalker.cli.language import choose_language

    choose_language(sys.argv[1:])
    from floorwalker.cli.main import run  # its help texts are made in the language just chosen

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
