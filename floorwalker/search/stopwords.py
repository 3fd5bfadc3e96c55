"""Words that carry a question but not its subject, in the three languages the desk hears.

A filler word weighs nothing, unless the query has no other word.
"""

from typing import Final

from floorwalker.search.text import fold

_DANISH: Final = """
ad af afsted al alle allerede allesammen alligevel alt altid altså anden andet andre at bag bare
be beder bedre bedst begge behov behøver betyder blandt blev bliver blive blevet bruge bruger brug
da de dem den denne der deres derfor derude des det dette dig din dine dit dog du
efter egen eget egne ej eller en end endnu engang enkelt er et ej eneste
fik finde finder findes flere fleste for foran fordi forhold forkert fra frem før først første
få får fået ganske gerne giver give gjort gjorde godt god gode gør gøre gå går gang gange gik
går ham han hans har havde have hel hele heller helst helt hen hende hendes her herfra hermed
hos hun hvad hvem hver hverken hvilken hvilket hvilke hvis hvor hvordan hvorfor hvorhen
hvornår i igen igennem ikke imellem imod ind inde inden indtil ingen intet ja jeg jer jeres jo
kan kom komme kommer kommet kun kunne kære lad lade lader lave laver lavet lidt lige ligesom
ligger lille længere længe man mange med meget mellem men mens mere mest mig min mindre mine
mit mod må måske måtte måde måden nej ned nemlig nogen noget nogle nok nu ny nyt når
næste nærmest næsten og også om omkring op os over på
samme samt se ser set selv sidde sidder siden sidste sig sige siger sin sine sit ske sker sket
skal skulle slags snart som sted stedet stod står stå stadig så sådan sådant
tage tager taget tak ting til tilbage to tror tro ud ude uden under
vi via vil ville vide ved vel vor vores var være været virkelig vis vær være venligst
spørge spørger spørgsmål snakke snakker tale taler talt høre hører gælder gælde handler
ringe fortælle fortalt fat gider ønsker ønske vise hedder skete
dag idag nede oppe rundt hvorhenne okay øh øhm altså hm goddag davs hejsa mon dårlig dårligt vigtigt
virke virker virkede kigge kigger prøve prøver prøvet klare klarer stille bedes fx
mv mm osv evt ca dvs
"""

_ENGLISH: Final = """
a about after all already also am an and any anyone are around as at be because been before being
but by can cannot cant could did didnt do does doesnt doing done dont down for from get gets getting
give go going got had has have having he hello her here hers him his how i if im in into is isnt it
its ive just know like looking me more most much my need needs needed new no not now of off okay on
once one only or other our out over own please put really say see shall she should so some
someone something soon still such take tell than thank thanks that thats the their them then there
theres these they thing things this those through to too try trying under until up us use very want
wants was we were what whats when where which while who whom whose why will with without would
yes yet you your another again long
yesterday today tomorrow
"""

_GERMAN: Final = """
aber als am an auch auf aus bei bis bitte brauche da dann das dass dein dem den der des die
dies diese dieser doch du ein eine einem einen einer eines er es etwas fur für gegen geht gibt
habe haben hat hatte ich ihr im in ist ja kann kein keine konnen können konnte man mehr mein meine
meinem meinen meiner mich mir mit mochte möchte muss nach nicht noch nur oder ohne schon sein seine
sich sie sind so soll uber über um und uns unser unter von vor wann war warum was weil wenn wer
wie wieder will wir wird wo wohin zu zum zur
"""

_GENERAL: Final = """
søg søge søger søgt søgte ansøg ansøge ansøger ansøgt ansøgte ansøgning ansøgningen ansøgninger
pris priser prisen koste koster gebyr betale betaler betaling frist fristen ventetid
bestil bestille bestiller bestilt book booke booker kommune kommunen kommunens kommunale hjælp
hjælpe hjælper spørg
mor mors moren far fars faren kone konen manden søn sønnen datter datteren bror søster
afdeling afdelingen kontor kontoret information oplysning oplysninger kontakt kontakte
price cost costs fee pay deadline
father mother dad mum mom son daughter wife husband brother sister
apply applying application request order municipality city help information
antrag beantragen gemeinde hilfe
"""

_INTENT: Final = """
telefon telefonnummer telefonnummeret telefonen nummer nummeret tlf åbningstid åbningstider
åbningstiderne åbningstiden åbent åben lukker mail email mailadresse kontaktoplysninger kontortid
phone telephone number opening hours open address offnungszeiten telefonnummer
"""


_WORDS_OF_THEIR_OWN: Final = frozenset({"far", "mar"})
"""What a filler becomes without its Danish letters, and is then another word: `får`, `far`."""


def _as_typed(text: str) -> frozenset[str]:
    """The words of `text` with Danish letters and in both of the ways to do without."""
    every = text.split()
    spelt = text.replace("æ", "ae").replace("ø", "oe").replace("å", "aa").split()
    return frozenset(every).union(spelt, map(fold, every)) - _WORDS_OF_THEIR_OWN


DANISH: Final = _as_typed(_DANISH)
FOREIGN: Final = _as_typed(_ENGLISH) | _as_typed(_GERMAN)
FILLERS: Final = DANISH | FOREIGN
"""In small letters, as typed. A word that means something at the desk is not among them."""

FOLDED_FILLERS: Final = frozenset(map(fold, FILLERS)) - _WORDS_OF_THEIR_OWN

GENERAL: Final = _as_typed(_GENERAL)
"""What people do at a desk whatever they came for, for whom, and parts of its offices' names."""

INTENT: Final = _as_typed(_INTENT)
"""With another word they ask for a contact point."""

OFFICES: Final = (
    *("afdeling", "afdelingen", "kontor", "kontoret", "center", "centeret", "centret"),
    *("forvaltning", "forvaltningen", "styrelsen", "nævnet", "retten", "teamet"),
)
"""How the names of offices end."""
