"""YAML as far as the formats of this house go: mappings, lists and text; nothing else exists.

Every scalar is the text that stands there. Anchors, aliases, merge keys, tags and a key twice are
flaws. libyaml's composer crashes the interpreter on deeply nested input while its event parser is
iterative, so values are built from events here, with a bound on depth.
"""

from floorwalker.plain_yaml.building import Document, parse
from floorwalker.plain_yaml.flaws import Flaw
from floorwalker.plain_yaml.places import locate
from floorwalker.plain_yaml.reading import MAX_BYTES, MAX_DEPTH, Mark, Value

__all__ = ["MAX_BYTES", "MAX_DEPTH", "Document", "Flaw", "Mark", "Value", "locate", "parse"]
