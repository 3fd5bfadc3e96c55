"""What makes one hit better than another: every weight has a name, a value and a reason.

Values are set by `python -m tests.search.evaluate`. All are shares: 1 is the best there is.
"""

from typing import Final

# Where a word stands in the entry.
NAME: Final = 1.0
KEYWORD: Final = 0.88
"""What visitors call it, but also what they call something near it."""
TRANSLATED: Final = 0.92
"""The name in another language: as good as a keyword, and nobody else's."""
AUTHORITY: Final = 0.62
"""Who decides: many entries share one."""
LINKED: Final = 0.55
"""The name of a guide that the service leads to, so that a guide does not bury its service."""
THEME: Final = 0.3
"""Shared by a whole area: only tells areas apart."""
DESCRIPTION: Final = 0.46
FOREIGN: Final = 0.4
"""Running text of a translation."""
SHORT_NAME: Final = 0.97
"""One of several names in one, as a share of the whole name."""
DETAIL: Final = 0.3
"""Documents, questions, steps: they name much that the entry is not about."""

IN_PAIR: Final = 0.86
"""A word in a phrase of two, against one that is the whole phrase."""
AMONG_MANY: Final = 0.82
"""A word in a longer phrase: what visitors say in full names several things."""

# How a word of the query and a word of the entry are the same.
EXACT: Final = 1.0
STEM: Final = 0.97
"""Another inflection."""
ROOT: Final = 0.78
"""Another word made of the same verb: `flytte` and `flytning`."""
PREFIX_FLOOR: Final = 0.66
PREFIX_SPAN: Final = 0.26
"""A prefix being typed is worth the floor, and more the more of the word is there."""
UNFINISHED_STEM: Final = 0.79
"""A stem of what is still being typed: `hjælpe` is on its way to `hjælpemidler`."""
BESIDE_EXACT: Final = 0.75
"""A longer word that begins with a word that is there itself, in a query of several words."""
OTHER_LETTERS: Final = 0.45
"""`kørt` is not `kort`: who types ø means ø."""
DOUBLE: Final = 0.85
"""`far` where it is there itself, against `får`."""
OTHER_LANGUAGE: Final = 0.6
"""A word of a translation that only resembles a word of a query in Danish."""
WHOLE_PREFIX: Final = 0.62
"""A word that stands before others is finished, yet often begins a longer one."""
PART: Final = 0.72
"""A part of a compound, at its beginning or end."""
INFIX: Final = 0.45
"""Letters inside a word, where no part was recognised."""
TYPO: Final = 1.5
"""What one edit costs, as a share of the word's letters."""
TYPO_CEILING: Final = 0.92
"""A misspelling is never as good as an inflection."""
TRIGRAMS: Final = 0.62
"""Letters in common, where nothing else matches; multiplied by the share in common."""
JOINED: Final = 0.97
"""Two words of the query that are one in the entry."""
SUPPORT: Final = 0.15
"""Share of its strength that the description adds to a word of the name or the keywords."""
SPLIT: Final = 0.86
"""One word of the query that is several in the entry."""
BRIDGE: Final = 0.7
"""By way of the lexicon: less than any word that stands in the query."""

LATER_TARGET: Final = 0.96
"""Each further word that an expression leads to is a little less likely."""

# Which words of the query count.
UNKNOWN: Final = 0.8
"""Weight of a word that nothing matches, as a share of the rarest word's."""
GENERAL: Final = 0.35
"""Words like `ansøge` count this share of their rarity."""
IDF_FLOOR: Final = 0.12
FUZZY_WEIGHT: Final = 0.9

# How an entry's phrases and its kind count.
PHRASE: Final = 0.45
"""Share of the score that is the best phrase: a name or keyword said in full."""
PHRASE_POWER: Final = 0.57
KIND: Final = {"service": 1.0, "contact": 0.95, "term": 0.82, "guide": 0.82}
"""Services are what people come for; a guide is reached from its service."""
NAMED: Final = {"SAME": 1.0, "FOLDED": 0.995}
"""The score where the query is the entry's name and nothing else, with its letters or without."""
LESS_THAN_NAMED: Final = 0.99
"""What no other entry's score exceeds, but for those whose name the query opens."""
OPENED: Final = frozenset({"service", "contact"})
OPENING: Final = 0.004
"""Share of the score that tells those apart whose name begins with the query's several words:
`MitID på` says more than `MitID`. A guide is not opened: its name is an action, not a thing."""
SAME_ORDER: Final = 0.04
"""Added where the query has the phrase as it stands."""
FILLERS_AMISS: Final = 0.1
"""What the small words of a phrase cost that the query lacks: `blive i børnehaven` says more than
`børnehave`."""
UNFINISHED_NAME: Final = 0.2
"""Added where the query is the beginning of the name, in the middle of a word."""
FINISHED_START: Final = 0.1
"""Added where it is the beginning of the name and its last word is finished."""
NOT_A_CONTACT: Final = 0.78
"""What is left of an entry that cannot be rung, written to or visited, where that is asked."""

# Whether the best hit deserves trust.
ANCHOR: Final = 0.8
ANCHOR_WEIGHT: Final = 0.25
"""A word of some rarity that is itself a keyword is trusted whatever stands beside it."""
CONFIDENT: Final = (0.5, 0.48, 0.36, 0.31, 0.28)
"""Share of the query that the best hit must have understood, by the number of words that count:
in a long question more may be beside the point."""
TRUST_BRIDGE: Final = 0.85
"""What a word understood by way of the lexicon counts."""
TRUST_TEXT: Final = 0.9
"""What a word counts that stands in running text alone."""
TRUST_LIKENESS: Final = 0.6
"""What it counts where it only resembles a word of running text."""
