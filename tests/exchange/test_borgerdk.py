"""Articles of borger.dk as its export gives them. What they say is invented."""

import json
from contextlib import suppress
from datetime import date
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from floorwalker.errors import FloorwalkerError
from floorwalker.exchange.borgerdk_articles import Article, Link, address_key, read_articles
from floorwalker.exchange.borgerdk_proposals import changed_sources, propose
from floorwalker.knowledge.model.records import Guide, Knowledge, Municipality, Service

PAGE = "https://www.borger.dk/telte/laan-et-telt"
SERVICE_PAGE = "https://www.borger.dk/handlingsside?selfserviceId=1&referringPageId=2"
CONTENT = """\
<div id="selvbetjeningslinks"><h3>Selvbetjening</h3><ul>
<li id='opis_1'><a href="https://www.borger.dk/handlingsside?selfserviceId=1&amp;referringPageId=2"
 title="Start L&#229;n et telt">L&#229;n  et telt </a></li>
<li><a href="">Tom</a></li></ul></div>
<div id='kernetekst'><div id='microArticle_1'><h2>Telte</h2>
<p>Se <a href="https://x.example/a">her</a>.<br></p></div></div>
<div id='lovgivning'><h3>Lovgivning</h3><div><div><ul>
<li><a href="https://www.retsinformation.dk/eli/lta/2020/1">Teltloven<li>
<a href="https://www.retsinformation.dk/eli/lta/2020/2">Bekendtgørelse om telte</a></ul></div></div>
</div>
<div id='anbefaler'><h3>Læs også</h3><a href="https://x.example/b">Andet</a></div>
<div id='byline'>Skrevet af borger.dk</div>
"""
ARTICLE = Article(
    title="Telte & pavilloner",
    url=PAGE,
    updated=date(2026, 2, 8),
    links=(Link("Lån et telt", SERVICE_PAGE),),
    laws=(
        Link("Teltloven", "https://www.retsinformation.dk/eli/lta/2020/1"),
        Link("Bekendtgørelse om telte", "https://www.retsinformation.dk/eli/lta/2020/2"),
    ),
)
FIELDS = f"""<ArticleHeader>Kort</ArticleHeader><ArticleID>645</ArticleID>
<ArticleTitle>Telte &amp;amp; pavilloner</ArticleTitle><ArticleUrl>{PAGE}?a=1</ArticleUrl>
<Content>{escape(CONTENT)}</Content>
<LastUpdated>2026-02-08T10:55:45</LastUpdated><PublishingDate>2019-04-15T05:54:41</PublishingDate>"""
NAMESPACE = 'xmlns="http://www.borger.dk/2009/WSArticleExport/v1/types"'
SOAP = f"""<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>
<GetArticleByIDResponse {NAMESPACE}><GetArticleByIDResult>{FIELDS}</GetArticleByIDResult>
</GetArticleByIDResponse></s:Body></s:Envelope>"""
LIST = f"<ArrayOfArticle {NAMESPACE}><Article>{FIELDS}</Article></ArrayOfArticle>"
KEPT = {
    "id": 645,
    "url": PAGE,
    "title": "Telte &amp; pavilloner",
    "publishDate": "2019-04-15T05:54:41.000+02:00",
    "updateDate": "2026-02-08T10:55:45.000+01:00",
    "content": CONTENT,
}
AS_SERVICE = {
    "ArticleTitle": "Telte & pavilloner",
    "ArticleUrl": PAGE,
    "LastUpdated": "2026-02-08T10:55:45",
    "Content": CONTENT,
}


def saved(folder: Path, content: str) -> Path:
    path = folder / "articles"
    path.write_text(content, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "content",
    [SOAP, LIST, json.dumps(KEPT), json.dumps([KEPT]), json.dumps({"Article": [AS_SERVICE]})],
)
def test_an_article_is_read_however_it_was_saved(tmp_path: Path, content: str) -> None:
    (found,) = read_articles(saved(tmp_path, content))
    assert found.url.startswith(PAGE)
    assert address_key(found.url) == address_key(ARTICLE.url)
    assert (found.title, found.updated) == (ARTICLE.title, ARTICLE.updated)
    assert (found.links, found.laws) == (ARTICLE.links, ARTICLE.laws)


def test_a_list_of_all_articles_has_their_dates(tmp_path: Path) -> None:
    content = f"""<ArrayOfArticleDescription {NAMESPACE}>
    <ArticleDescription><ArticleID>1</ArticleID><ArticleTitle>A</ArticleTitle>
    <ArticleUrl>https://www.borger.dk/sider/a.aspx</ArticleUrl>
    <LastUpdated>0001-01-01T00:00:00</LastUpdated><PublishingDate>2020-05-01T08:00:00</PublishingDate>
    </ArticleDescription></ArrayOfArticleDescription>"""
    (found,) = read_articles(saved(tmp_path, content))
    assert (found.title, found.updated, found.links) == ("A", date(2020, 5, 1), ())


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "no JSON"),
        ("{", "no JSON .*line 1, column 2"),
        ("[" * 200_000, "no JSON|no article"),
        ("{}", "holds no article of borger.dk"),
        ('{"url": "https://www.borger.dk/", "content": ""}', "holds no article"),
        ("<a/>", "holds no article of borger.dk"),
        ("<a>", "no XML"),
    ],
)
def test_another_file_is_one_line(tmp_path: Path, content: str, said: str) -> None:
    with pytest.raises(FloorwalkerError, match=said) as error:
        read_articles(saved(tmp_path, content))
    assert "\n" not in str(error.value)


@settings(deadline=None, max_examples=200)
@given(st.text("<a idselvbetjeningslinks='lovgivning\">/hrf=x", max_size=120))
def test_any_content_is_read(content: str) -> None:
    with TemporaryDirectory() as folder, suppress(FloorwalkerError):
        (found,) = read_articles(saved(Path(folder), json.dumps({**KEPT, "content": content})))
        assert all(link.label and link.url for link in (*found.links, *found.laws))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (PAGE, "http://borger.dk/Telte/Laan-et-Telt/?a=1#b", True),
        (PAGE, f"{PAGE}.aspx", True),
        (PAGE, f"{PAGE}/andet", False),
        (PAGE, PAGE.replace("borger.dk", "virk.dk"), False),
    ],
)
def test_addresses_of_the_same_page_are_known(one: str, other: str, same: bool) -> None:
    assert (address_key(one) == address_key(other)) is same


@pytest.mark.parametrize("address", ["", "https://www.borger.dk/", "https://[", "borger.dk"])
def test_a_front_page_is_nobodys_page(address: str) -> None:
    assert address_key(address) == ""


def knowledge(*services: Service, guides: tuple[Guide, ...] = ()) -> Knowledge:
    return Knowledge(
        municipality=Municipality(name="Aadal", main_contact="reception"),
        services={service.id: service for service in services},
        contact_points={},
        guides={guide.id: guide for guide in guides},
        terms={},
        notices={},
    )


def service(**fields: object) -> Service:
    return Service(**{"id": "telt", "name": "Telt", "description": "Et telt.", **fields})  # type: ignore[arg-type]


def guide(**fields: object) -> Guide:
    basic = {"id": "laan", "name": "Lån", "description": "Lån.", "url": PAGE, "steps": ("Lån",)}
    return Guide(**{**basic, **fields})  # type: ignore[arg-type]


def test_the_law_of_the_source_is_proposed_where_none_is_named() -> None:
    (found,) = propose(knowledge(service(source=PAGE)), [ARTICLE])
    assert (found.ref, found.field) == ("service:telt", "legal_basis")
    assert found.only == "Teltloven; Bekendtgørelse om telte"
    assert propose(knowledge(service(source=PAGE, legal_basis="Teltloven")), [ARTICLE]) == []
    assert propose(knowledge(service(source=f"{PAGE}/andet")), [ARTICLE]) == []


def test_the_page_of_a_guide_is_the_services_page_too() -> None:
    base = knowledge(service(guides=("laan",)), guides=(guide(),))
    law, deep_link = propose(base, [ARTICLE])
    assert law.ref == "service:telt"
    assert (deep_link.ref, deep_link.field, deep_link.only) == ("guide:laan", "url", SERVICE_PAGE)


@pytest.mark.parametrize(
    ("url", "name", "only"),
    [
        ("https://www.borger.dk/handlingsside?selfserviceId=9", "Lån et telt", SERVICE_PAGE),
        ("https://www.borger.dk/handlingsside?selfserviceId=9", "Telt", ""),
        (SERVICE_PAGE, "Lån et telt", None),
        ("https://aadal.example/telt", "Lån et telt", None),
    ],
)
def test_a_guide_of_the_services_page_gets_a_link_where_it_is_on_borger_dk(
    url: str, name: str, only: str | None
) -> None:
    base = knowledge(
        service(source=PAGE, guides=("laan",), legal_basis="Teltloven"),
        guides=(guide(url=url, name=name),),
    )
    assert [found.only for found in propose(base, [ARTICLE])] == ([] if only is None else [only])


def test_of_several_deep_links_the_one_of_the_guides_name_is_meant() -> None:
    links = (
        Link("Lån", f"{PAGE}/1"),
        Link("Aflever", f"{PAGE}/2"),
        Link("Usikker", "http://x.dk/a"),
    )
    article = Article(title="Telte", url=PAGE, updated=None, links=links)
    (found,) = propose(knowledge(guides=(guide(),)), [article])
    assert (found.choices, found.only) == (links[:2], f"{PAGE}/1")
    (found,) = propose(knowledge(guides=(guide(name="Telt"),)), [article])
    assert (found.choices, found.only) == (links[:2], "")


@pytest.mark.parametrize(
    ("dates", "listed"),
    [
        ({}, True),
        ({"source_date": date(2026, 2, 7)}, True),
        ({"source_date": date(2026, 2, 8)}, False),
        ({"source_date": date(2026, 1, 1), "assured_date": date(2026, 3, 1)}, False),
    ],
)
def test_what_changed_after_it_was_read_is_listed(dates: dict[str, date], listed: bool) -> None:
    found = changed_sources(knowledge(service(source=PAGE, **dates)), [ARTICLE])
    assert [each.ref for each in found] == (["service:telt"] if listed else [])


def test_a_page_of_which_nobody_knows_the_day_is_not_listed() -> None:
    unknown = Article(title="Telte", url=PAGE, updated=None)
    assert changed_sources(knowledge(service(source=PAGE)), [unknown]) == []
