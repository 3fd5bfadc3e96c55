"""What makes one hit better than another: every weight has a name, a value and a reason.

The values were set by the visitor table (`python -m tests.search.evaluate`), moved one at a time
and kept where the table gained; a value that made no difference stands at a plain number. All are
shares: 1 is the best there is.
"""

from typing import Final

# Where a word stands in the entry.
NAME: Final = 1.0
"""What everything else is measured against."""
KEYWORD: Final = 0.88
"""What visitors call it, but also what they call something near it."""
TRANSLATED: Final = 0.92
"""The name in another language: better than a keyword, because no other entry has it."""
AUTHORITY: Final = 0.62
"""Who decides: many entries share one."""
LINKED: Final = 0.55
"""The name of a guide that the service leads to, so that a guide does not bury its service."""
DESCRIPTION: Final = 0.46
"""What the entry is about, among words that any entry has."""
FOREIGN: Final = 0.65
"""A description in another language: who says its words speaks that language, and means them."""
THEME: Final = 0.3
"""Shared by a whole area: only tells areas apart."""
DETAIL: Final = 0.3
"""Documents, questions, steps: they name much that the entry is not about."""
SHORT_NAME: Final = 0.97
"""One of several names in one, as a share of the whole name."""
IN_PAIR: Final = 0.86
"""A word in a phrase of two, against one that is the whole phrase."""
AMONG_MANY: Final = 0.82
"""A word in a longer phrase: what visitors say in full names several things."""
SUPPORT: Final = 0.15
"""Share of its strength that the description adds to a word of the name or the keywords."""

# How a word of the query and a word of the entry are the same.
EXACT: Final = 1.0
"""The same word."""
STEM: Final = 0.97
"""Another inflection."""
UNFINISHED_STEM: Final = 0.79
"""A stem of what is still being typed: `hjælpe` is on its way to `hjælpemidler`."""
ROOT: Final = 0.78
"""Another word made of the same verb: `flytte` and `flytning`."""
PREFIX_FLOOR: Final = 0.66
"""The least that a word being typed is worth for a longer word that begins with it."""
PREFIX_SPAN: Final = 0.26
"""What is added to that floor in proportion to how much of the word is there."""
WHOLE_PREFIX: Final = 0.62
"""A word that stands before others is finished, yet often begins a longer one."""
BESIDE_EXACT: Final = 0.75
"""A longer word that begins with a word that is there itself, in a query of several words."""
PART: Final = 0.72
"""A part of a compound, at its beginning or end."""
INFIX: Final = 0.45
"""Letters inside a word, where no part was recognised."""
JOINED: Final = 0.97
"""Two words of the query that are one in the entry: the space is the commonest slip of all."""
SPLIT: Final = 0.86
"""One word of the query that is several in the entry."""
TYPO: Final = 1.5
"""What one slip costs, as a share of the word's letters."""
TYPO_CEILING: Final = 0.92
"""A misspelling is never as good as an inflection."""
NEAR_SLIP: Final = 0.7
"""What a neighbouring key, a swap or a doubled letter costs of a slip: they happen to everybody."""
SURE_SLIP: Final = 0.7
"""How good a misspelling of two words that were written apart must be to count as one."""
TRIGRAMS: Final = 0.62
"""Letters in common, where nothing else matches; multiplied by the share in common."""
TRIGRAM_SHARE: Final = 0.5
"""Share in common below which two words have nothing to do with each other."""
OTHER_LETTERS: Final = 0.45
"""`kørt` is not `kort`: who types ø means ø."""
DOUBLE: Final = 0.85
"""`får` for who types `far`, where there is a `far` too."""
OTHER_LANGUAGE: Final = 0.6
"""A word of a translation, where the query is plainly Danish: the likeness is an accident."""

# By way of the lexicon.
SYNONYM: Final = 0.6
"""Less than any word that stands in the query."""
PHRASE_SYNONYM: Final = 0.88
"""The same where several words say it: `ingen penge` means more than `penge`."""
LATER_TARGET: Final = 0.9
"""Each further word that an expression leads to is a little less likely."""
LOOSE_EXPRESSION: Final = 0.85
"""Its words stand apart."""
TURNED_EXPRESSION: Final = 0.85
"""Its words stand in another order."""
UNFINISHED_EXPRESSION: Final = 0.8
"""It is still being typed."""
MISSPELT_EXPRESSION: Final = 0.85
"""It is misspelt, times how good a misspelling it is."""
COMPOUND_EXPRESSION: Final = 0.9
"""It is a part of a compound, times the share of its letters: `gipsben` and `gips`."""

# Which words of the query count.
UNKNOWN: Final = 0.8
"""Weight of a word that nothing matches, as a share of the rarest word's."""
GENERAL: Final = 0.35
"""Share of their rarity that words like `ansøge` and `pris` count, and numbers among words."""
LEAST_RARITY: Final = 0.12
"""A word of all entries still counts a little."""

# How an entry's phrases and its kind count.
PHRASE: Final = 0.45
"""Share of the score that is the best phrase: a name or keyword said in full."""
PHRASE_POWER: Final = 0.57
"""Half a phrase is worth more than half, because visitors name things by halves."""
SAME_ORDER: Final = 0.04
"""Added where the query has the phrase as it stands."""
FILLERS_AMISS: Final = 0.1
"""What the small words of a phrase cost that the query lacks: `blive i børnehaven` says more than
`børnehave`."""
KIND: Final = {"service": 1.0, "contact": 0.87, "term": 0.82, "guide": 0.82}
"""Services are what people come for; an office and a guide are reached from theirs."""
NOT_A_CONTACT: Final = 0.78
"""What is left of an entry that cannot be rung, written to or visited, where that is asked."""
UNFINISHED_NAME: Final = 0.2
"""Added where the query is the beginning of the name, in the middle of a word."""
FINISHED_START: Final = 0.1
"""Added where it is the beginning of the name and its last word is finished."""
LESS_THAN_NAMED: Final = 0.99
"""What no other entry's score exceeds, but for those whose name the query is or opens."""
OPENED: Final = frozenset({"service", "contact"})
"""Kinds that are opened by the first words of their name: a guide's name is an action."""
OPENING: Final = 0.004
"""Share of the score that is added beyond `LESS_THAN_NAMED` where the query is the first words of
the name: `MitID på` says more than `MitID`."""
NAMED: Final = {"SAME": 1.0, "FOLDED": 0.995}
"""The score where the query is the entry's name and nothing else, with its letters or without."""

# Danger.
DANGER: Final = 1.0
"""The score of an urgent entry whose phrase of danger is said, whatever else is."""

STRAY: Final = 0.4
"""Below this an urgent entry that is the only hit, and was not named, is no answer."""

# Whether the best hit deserves trust.
CONFIDENT: Final = (0.5, 0.48, 0.36, 0.31, 0.28)
"""Share of the query that the best hit must account for, by the number of words that count: in a
long question more may be beside the point."""
SURE: Final = 0.97
"""Sum of its score, its lead and its words from which the best hit is the answer: chosen on what
people say (`spoken.yaml`, tuned rows) so that one query in twenty is answered wrong and sure.
"""
UNSURE: Final = 0.67
"""The sum below which nothing is the answer: chosen on the same rows, so that one answerable query
in twenty is doubted."""
SURE_OF_A_WORD: Final = 0.12
"""What each word of the query adds to that sum."""
SURE_WORDS: Final = 6
"""Words beyond which a query says no more."""
NAMED_BY_FIGURES: Final = 0.8
"""What a word of figures alone must be worth in an entry, where nothing else was typed."""
ANCHOR: Final = 0.85
"""Strength from which a word is itself a name or keyword, and is trusted whatever stands beside."""
ANCHOR_WEIGHT: Final = 0.25
"""Least weight of such a word: a word of many entries is no anchor."""
TRUST_SYNONYM: Final = 0.95
"""What a word understood by way of the lexicon counts."""
TRUST_TEXT: Final = 0.9
"""What a word counts that stands in running text alone."""
TRUST_LIKENESS: Final = 0.6
"""What it counts where it only resembles a word of running text."""
