"""Keeps a desk that is open all day from growing."""


def forget_closed_screens() -> None:
    """Let go of what closed screens had painted.

    Textual remembers two colours for each of the last thousand widgets that were painted, and by
    its key the widget's painted lines: about a megabyte for every screen that was looked at.
    """
    from textual._styles_cache import StylesCache

    StylesCache.get_inner_outer.cache_clear()
