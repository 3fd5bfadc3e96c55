"""The lists of entries: the urgent ones and the whole knowledge base."""

import pytest

from tests.tui.desk import House, running

UNCERTAIN = "pasning hund kajak"


@pytest.mark.parametrize("key", ["f6", "f9"])
async def test_a_page_is_no_guess_because_the_search_at_the_desk_was(
    house: House, key: str
) -> None:
    async with running(house) as desk:
        await desk.type(UNCERTAIN)
        assert "No certain answer" in desk.page
        await desk.press(key)
        assert "No certain answer" not in desk.page
