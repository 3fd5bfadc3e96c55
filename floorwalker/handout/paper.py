"""The paper a slip is printed on: A6, or a receipt 80 mm wide; and the page around its text."""

from collections.abc import Mapping
from html import escape
from typing import Final, Literal

from floorwalker.plain_text import JOINERS, printable

Paper = Literal["a6", "80mm"]
PAPERS: Final[tuple[Paper, ...]] = ("a6", "80mm")

_SIZES: Final[Mapping[Paper, str]] = {
    "a6": "@page{size:105mm 148mm;margin:5mm}body{font-size:8.2pt}.kept>section{max-width:30mm}",
    "80mm": "@page{size:80mm 297mm;margin:4mm}body{font-size:9.5pt}"
    ".self svg{grid-row:1}.self .small{grid-column:1/3}",
}
_STYLE: Final = """
:root{color-scheme:light}
*{box-sizing:border-box}
body{line-height:1.3;padding:0 .6mm;
font-family:system-ui,"Segoe UI","Noto Sans","DejaVu Sans",sans-serif;
margin:0;color:#000;background:#fff;overflow-wrap:anywhere}
header{display:flex;justify-content:space-between;gap:1em;font-size:.85em;
border-bottom:.3mm solid #000;padding-bottom:.3em;margin-bottom:.8em}
h1{font-size:1.5em;line-height:1.15;margin:0 0 .3em;text-wrap:balance}
h2{display:inline;font-size:.85em;font-weight:400;margin:0}
h2::after{content:":"}
p,ul{margin:0}
ul{padding-inline-start:1.1em}
section{margin-top:.45em;break-inside:avoid}
section.brief{margin-top:.2em}
section.brief p{display:inline}
.name{font-size:1.2em;font-weight:700}
.small{font-size:.85em}
.caveat{margin-top:.8em;font-size:.8em}
.kept{border:.3mm solid #000;border-radius:1.5mm;padding:.4em .7em;
display:flex;flex-wrap:wrap;align-items:end;justify-content:space-between;gap:0 1.5em}
.kept section{margin-top:0}
.kept>div{flex:1 1 40mm}
.way{display:inline-block;margin-inline-end:.9em}
.code{font:700 1.7em/1.15 ui-monospace,"DejaVu Sans Mono",monospace;letter-spacing:.15em}
.self{display:grid;grid-template-columns:auto 1fr;column-gap:1mm}
.self svg{grid-row:1/3;display:block;margin-inline-start:-2mm}
.self p{align-self:center}
bdi{unicode-bidi:isolate}
"""
_SCREEN: Final = """
@media screen{html{background:#e8e5dd}
body{max-width:105mm;padding:6mm;margin:8mm auto;font-size:11pt;
box-shadow:0 .5mm 3mm #0003}}
"""
_RIGHT_TO_LEFT: Final = ("ar", "ckb", "fa", "he", "ps", "ur")


def page(body: str, *, title: str, language: str, paper: Paper) -> str:
    """One self-contained HTML page around `body`, which is HTML already."""
    direction = "rtl" if language in _RIGHT_TO_LEFT else "ltr"
    return (
        f'<!doctype html><html lang="{text(language)}" dir="{direction}"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{text(title)}</title>'
        f"<style>{_STYLE}{_SIZES[paper]}{_SCREEN}</style><body>{body}</body></html>"
    )


def text(said: str) -> str:
    """`said` as it stands in HTML: shown, never interpreted."""
    return escape(printable(said, kept=JOINERS))
