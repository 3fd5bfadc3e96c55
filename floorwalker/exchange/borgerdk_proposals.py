"""What articles of borger.dk have for entries that name them as their source or their page."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from msgspec import Struct

from floorwalker.exchange.borgerdk_articles import Article, Link, address_key
from floorwalker.exchange.fields import accepted
from floorwalker.knowledge.model.fields import HttpsUrl
from floorwalker.knowledge.model.records import Guide, Knowledge, Service, SharedFields

_HOST: Final = "borger.dk"


class ArticleProposal(Struct, frozen=True, kw_only=True):
    """What an article has for a field of an entry."""

    ref: str
    name: str
    field: str
    """`url` of a guide, `legal_basis` of a service."""
    current: str
    article: str
    updated: date | None
    choices: tuple[Link, ...]
    """What the field could say: a label, and the value."""
    only: str
    """The value, where one is clearly meant; else empty."""


class ChangedSource(Struct, frozen=True, kw_only=True):
    """An entry whose page was changed after somebody last looked at it."""

    ref: str
    name: str
    url: str
    updated: date
    read: date | None
    """The day on which it was last read or checked; None where nobody says so."""


def propose(knowledge: Knowledge, articles: Iterable[Article]) -> list[ArticleProposal]:
    """Law for services that name none, deep links for guides that start on borger.dk."""
    known = _by_address(articles)
    found: list[ArticleProposal] = []
    of_services: dict[str, Article] = {}
    for service in knowledge.services.values():
        guides = [knowledge.guides[id_] for id_ in service.guides if id_ in knowledge.guides]
        pages = [service.source, *(page for guide in guides for page in (guide.source, guide.url))]
        article = next((known[key] for key in map(address_key, pages) if key in known), None)
        if article is None:
            continue
        of_services |= {guide.id: article for guide in guides if guide.id not in of_services}
        if article.laws and not service.legal_basis:
            found.append(_law(service, article))
    for guide in knowledge.guides.values():
        starts_there = known.get(address_key(guide.url))
        near = known.get(address_key(guide.source)) or of_services.get(guide.id)
        article = starts_there or (near if _is_there(guide.url) else None)
        links = [link for link in article.links if accepted(HttpsUrl, link.url)] if article else []
        if article and links and all(link.url != guide.url for link in links):
            found.append(_deep_link(guide, article, links, is_page=starts_there is not None))
    return found


def _is_there(url: str) -> bool:
    """Whether an address is one of borger.dk, so that a link there can take its place."""
    return f"{address_key(url)}/".startswith(f"{_HOST}/")


def changed_sources(knowledge: Knowledge, articles: Iterable[Article]) -> list[ChangedSource]:
    """The entries whose page was changed after they were read or checked, the latest first.

    What was changed on the very day counts as seen: it could never be done with otherwise.
    """
    known = _by_address(articles)
    found = []
    for record in knowledge.entries():
        if not isinstance(record, SharedFields):
            continue
        read = max((day for day in (record.source_date, record.assured_date) if day), default=None)
        for page in _pages(record):
            article = known.get(address_key(page))
            if article and article.updated and (read is None or article.updated > read):
                found.append(
                    ChangedSource(
                        ref=record.ref,
                        name=record.name,
                        url=page,
                        updated=article.updated,
                        read=read,
                    )
                )
                break
    return sorted(found, key=lambda each: (-each.updated.toordinal(), each.ref))


def _pages(record: SharedFields) -> Iterator[str]:
    yield record.source
    if isinstance(record, Guide):
        yield record.url


def _by_address(articles: Iterable[Article]) -> dict[str, Article]:
    """Articles by what their addresses have in common; of two the one with more to say."""
    known: dict[str, Article] = {}
    for article in articles:
        key = address_key(article.url)
        before = known.get(key)
        if before is None or len(article.links) + len(article.laws) > len(before.links) + len(
            before.laws
        ):
            known[key] = article
    return known


def _law(service: Service, article: Article) -> ArticleProposal:
    value = "; ".join(law.label for law in article.laws)
    return ArticleProposal(
        ref=service.ref,
        name=service.name,
        field="legal_basis",
        current=service.legal_basis,
        article=article.title or article.url,
        updated=article.updated,
        choices=(Link(article.title, value),),
        only=value,
    )


def _deep_link(
    guide: Guide, article: Article, links: list[Link], *, is_page: bool
) -> ArticleProposal:
    """The link of the guide's own name is meant, or the only one of the page it starts at."""
    own = [link for link in links if link.label.casefold() == guide.name.casefold()]
    clear = own if len(own) == 1 else links if is_page else []
    return ArticleProposal(
        ref=guide.ref,
        name=guide.name,
        field="url",
        current=guide.url,
        article=article.title or article.url,
        updated=article.updated,
        choices=tuple(links),
        only=clear[0].url if len(clear) == 1 else "",
    )
