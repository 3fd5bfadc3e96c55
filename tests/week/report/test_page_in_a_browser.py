"""The page in a real Chromium: no errors, nothing cut off, light, dark, enlarged, on paper."""

import html
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from floorwalker import i18n
from floorwalker.week.report.weekly_report import write_page
from tests.week.weeks import figures

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--enable-logging=stderr",
)
KINDS = {"busy": (150, 140, 160, 155, 170), "one": (1,), "empty": (0,)}
MEASURE = """
<script>
addEventListener("load", () => {
  const found = [];
  for (const frame of document.querySelectorAll("iframe")) {
    const page = frame.contentDocument, cut = [];
    let smallest = Infinity;
    for (const text of page.querySelectorAll("svg text")) {
      const inner = text.getBoundingClientRect();
      const outer = text.ownerSVGElement.getBoundingClientRect();
      if (inner.left < outer.left - 1 || inner.right > outer.right + 1) cut.push(text.textContent);
      smallest = Math.min(smallest, 12 * outer.width / 640);
    }
    found.push({
      overflow: page.documentElement.scrollWidth - frame.clientWidth, cut, smallest,
      paper: getComputedStyle(page.body).backgroundColor,
      ink: getComputedStyle(page.body).color,
    });
  }
  document.body.textContent = "FOUND" + JSON.stringify(found) + "END";
});
</script>
"""

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")

Browse = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def browse(tmp_path: Path) -> Browse:
    """Run Chromium without a network to reach, on a profile of its own."""

    def browse_(*arguments: str) -> "subprocess.CompletedProcess[str]":
        sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        profile = f"--user-data-dir={tmp_path / 'profile'}"
        return subprocess.run(
            [str(CHROMIUM), *FLAGS, *sandbox, profile, *arguments],
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=180,
            check=True,
        )

    return browse_


def page(folder: Path, kind: str) -> Path:
    i18n.use("da")
    write_page(folder / "page.html", figures(*KINDS[kind]))
    return folder / "page.html"


def complaints(done: "subprocess.CompletedProcess[str]") -> list[str]:
    return [line for line in done.stderr.splitlines() if "CONSOLE" in line]


@pytest.mark.parametrize("kind", KINDS)
def test_it_prints_on_two_pages_without_an_error(browse: Browse, tmp_path: Path, kind: str) -> None:
    paper = tmp_path / "page.pdf"
    done = browse(
        "--no-pdf-header-footer", f"--print-to-pdf={paper}", page(tmp_path, kind).as_uri()
    )
    assert complaints(done) == []
    assert len(re.findall(rb"/Type\s*/Page\b", paper.read_bytes())) == 2


def measured(browse: Browse, source: Path, *flags: str, widths: tuple[int, ...]) -> list[object]:
    """What the page is like in frames of these widths, in CSS pixels."""
    markup = html.escape(source.read_text(encoding="utf-8"))
    frames = "".join(
        f'<iframe srcdoc="{markup}" style="width:{width}px;height:900px;border:0"></iframe>'
        for width in widths
    )
    harness = source.with_name("harness.html")
    harness.write_text(
        '<meta charset="utf-8"><meta name="color-scheme" content="light dark">'
        f"<body>{frames}{MEASURE}</body>",
        encoding="utf-8",
    )
    done = browse(*flags, "--window-size=1600,1000", "--dump-dom", harness.as_uri())
    assert complaints(done) == []
    found = re.search("FOUND(.*)END", done.stdout)
    assert found
    results: list[object] = json.loads(html.unescape(found.group(1)))
    return results


def test_nothing_is_cut_off_at_any_width_and_all_is_readable_at_twice_the_size(
    browse: Browse, tmp_path: Path
) -> None:
    """A window of 1280 pixels enlarged to 200 % has 640 CSS pixels, enlarged to 400 % 320."""
    wide, twice, narrow = measured(browse, page(tmp_path, "busy"), widths=(1280, 640, 320))
    for one in (wide, twice, narrow):
        assert isinstance(one, dict)
        assert one["overflow"] <= 0
        assert one["cut"] == []
    assert isinstance(wide, dict)
    assert isinstance(twice, dict)
    assert wide["smallest"] >= 12
    assert twice["smallest"] >= 11, "twice as large on the screen"


def test_it_is_light_or_dark_as_the_reader_prefers(browse: Browse, tmp_path: Path) -> None:
    source = page(tmp_path, "busy")
    (light,) = measured(browse, source, "--blink-settings=preferredColorScheme=1", widths=(800,))
    (dark,) = measured(browse, source, "--blink-settings=preferredColorScheme=0", widths=(800,))
    assert isinstance(light, dict)
    assert isinstance(dark, dict)
    assert (light["paper"], light["ink"]) == ("rgb(255, 255, 255)", "rgb(27, 31, 36)")
    assert (dark["paper"], dark["ink"]) == ("rgb(20, 24, 28)", "rgb(232, 235, 238)")
