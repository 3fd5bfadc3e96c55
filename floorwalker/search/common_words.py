"""The small words of speech, in every language that danger is told in.

They say who does what to whom, that something is not so, and where a sentence goes on. What means
one thing in one language and another in the next stands where it does least harm.
"""

from enum import Enum
from typing import Final


class Part(Enum):
    """What a small word does in a sentence."""

    SELF = "self"
    """Who speaks: `jeg`."""
    OTHER = "other"
    """Who else acts: `han`, `min mand`."""
    CHILD = "child"
    """The same, where it matters that it is a child."""
    OBJECT = "object"
    """To whom it is done: `mig`, `hende`."""
    NOT = "not"
    ONLY = "only"
    """What makes a `not` before it no denial: `han slår mig ikke kun`."""
    AND = "and"
    """A new sentence may begin here."""
    LIGHT = "light"
    """Says next to nothing: articles, auxiliaries, possessives, adverbs of degree."""
    IN_JEST = "in jest"
    """After a phrase it takes the danger out of it: `dør af grin`."""
    WORK = "work"
    """What a phrase is only the title or the subject of: `en film om selvmord`."""


_WORDS: Final = {
    Part.SELF: """
        jeg vi we ich wir я ми мені нам أنا نحن ja noi biz من
    """,
    Part.OTHER: """
        han hun de nogen folk man mand manden mænd kone konen kvinde kvinden kæreste kæresten
        kærester eks eksen ekskæreste ekskæresten eksmand eksmanden ekskone ekskonen ægtefælle
        samlever samleveren fyr fyren ven vennen veninde veninden kammerat kammeraten far faren
        mor moren forældre forældrene svigermor svigerfar stedfar stedfaren stedmor
        bror broren storebror lillebror søster lillesøster storesøster søsteren brødre brødrene
        søskende onkel moster tante
        fætter kusine farfar morfar farmor mormor bedstemor bedstefar familie familien nabo naboen
        naboerne bekendt person personen borger borgeren dame damen gut kollega kollegaen kolleger
        lærer læreren chef chefen arbejdsgiver arbejdsgiveren udlejer udlejeren svoger svogeren
        svigerinde patient patienten gæst gæsten beboer beboeren nevø niece svigersøn svigerdatter
        herre herren bofælle bofællen roomie kunde kunden klient klienten vagten
        medarbejder medarbejderen teenager teenageren pensionist bedsteforældre forlovede
        he she they somebody someone husband wife man woman boyfriend girlfriend partner ex dad
        father mum mom mother parents brother sister uncle aunt grandma grandpa grandmother
        grandfather family friend neighbour neighbor guy person colleague teacher boss employer
        landlord lady gentleman bloke flatmate roommate housemate nephew stepfather stepdad
        stepmother stepmum grandparents coworker workmate customer visitor fiancee passenger
        sie jemand mann frau freund freundin partner exfreund exmann vater mutter papa mama
        eltern bruder schwester onkel tante oma opa familie nachbar nachbarin kollege kollegin
        neffe nichte cousin cousine schwager schwägerin schwiegermutter schwiegervater stiefvater
        mitbewohner mitbewohnerin großmutter großvater kundin ehemann ehefrau
        він вона вони хтось чоловік дружина жінка хлопець дівчина колишній колишня батько тато
        мати мама батьки брат сестра дядько тітка бабуся дідусь сімя родина сусід сусідка подруга
        дід діда дідуся бабусю бабусі племінник племінниця онук онучка свекруха теща тесть свекор
        вітчим мачуха колега колеги колегу знайомий знайома сусіда сусідку дядька тітку чоловіку
        дружині мамі батькові братові сестрі подрузі чоловікові
        друг чоловіка дружини батька матері мами тата брата сестри подругу друга людина
        هو هي هم زوجي زوجتي زوج زوجة أبي أمي والدي والدتي أخي أختي إخوتي صديقي صديقتي عمي خالي
        جاري جارنا جارتي أهلي عائلتي أسرتي رجل امرأة شخص طليقي حماتي جدي جدتي جارتنا خالتي عمتي
        زميلي زميلتي صاحبي رفيقي رفيقتي بابا ماما أبوي الرجل المرأة السيدة سيدة والدته والده أمه
        أبوه أخوه أخته زوجها زوجته عجوز
        ona oni mąż żona chłopak partner ojciec matka brat siostra sąsiad rodzina
        soțul soția tatăl mama fratele sora vecinul familia iubitul
        o onlar kocam karım babam annem kardeşim sevgilim komşum ailem eşim
        او آنها شوهرم همسرم پدرم مادرم برادرم خواهرم همسایه خانواده
    """,
    Part.CHILD: """
        barn barnet børn børnene ungerne baby babyen spædbarn søn sønnen datter datteren dreng
        drengen pige pigen knægt lillepige barnebarn barnebarnet tumling
        child children kid kids baby son daughter toddler grandson granddaughter boy girl
        infant newborn
        kind kinder kinds kindes baby sohn tochter enkel enkelin säugling junge mädchen
        дитина дитину дитини діти дітей син сина сину дочка дочку донька доньку доньки малюк
        немовля хлопчик дівчинка
        ابني ابنتي طفلي طفلتي طفل أطفال أطفالي أولادي ولدي بنتي رضيعي الطفل الأطفال أطفاله أولاده
        dziecko dzieci córka córki
        copilul copil copii copiii fiul fiica
        çocuğum çocuk çocuklar oğlum kızım bebeğim
        بچه بچهام فرزندم پسرم دخترم کودک
    """,
    Part.OBJECT: """
        mig ham hende os dem sig me us him them mich uns ihn мене нас його її їх нам mnie nas mă
        beni bizi مرا ما را
    """,
    Part.NOT: """
        ikke ikk ik ej ingen intet aldrig uden hverken
        not no never nothing nobody without cant cannot dont doesnt didnt isnt wasnt arent wont
        havent hasnt hadnt couldnt wouldnt nor
        nicht kein keine keinen keiner keinem nie niemals ohne
        не немає нема ні ніколи без ніде нічого ніхто
        لا ليس ليست لست لم لن بلا بدون ما غير
        nie brak bez fără değil yok نه نیست ندارم
    """,
    Part.ONLY: "kun bare only just nur bloß лише тільки فقط tylko doar sadece فقط",
    Part.AND: """
        og men for fordi så hvis når at mens eller
        and but because so if when while or
        und aber weil denn dass wenn oder
        і й та але бо тому якщо коли що або
        و لكن لأن إذا عندما أو
        ale ponieważ și dar ve ama اما چون
    """,
    Part.LIGHT: """
        en et den det der som af til i på med ved fra her
        er var været bliver blir blev blevet har havde have få får fik
        min mit mine din dit dine hans hendes vores deres sin sit sine jeres
        meget helt lige bare altså simpelthen virkelig nok også vist jo da nu lidt faktisk rigtig
        altid hele stadig igen pludselig konstant nærmest åbenbart desværre egentlig mest
        noget nogen nogle
        a an the of to in on at with is are was were am be been being has have had having
        my your his her our their really very so now just still again always suddenly constantly
        honestly actually please that this it there its im hes shes theyre ive weve
        der das ein eine einen einem einer des dem von zu zur zum in im an am auf mit bei
        ist sind war bin hat habe haben wird wurde mein meine meinen meinem meiner sein seine ihr
        ihre unser unsere sehr jetzt immer wieder noch schon gerade plötzlich es
        у в на з із зі до від моя мій моє мої моєї мого моєму моїй свій свою своїх його її наш
        наша є був була було дуже зараз знову завжди раптом це
        في من على إلى عن مع قد كان كانت هذا هذه جدا الآن دائما فجأة لقد هنا عند
        عندي عندنا عنده لدي لدينا لديه معي
        w na z do moj mój moja się jest bardzo
        nu în la cu pe mea meu este foarte
        bir çok şimdi benim
        در به از با است خیلی
    """,
    Part.IN_JEST: """
        grin latter kedsomhed nysgerrighed skak ludo kortspil tennis badminton bordtennis
        quiz app appen cykeldæk bildæk dæk joke vittighed
        laughing laughter boredom chess tennis cards
        lachen langeweile schach tennis сміху нудьги шахи ضحك الضحك
    """,
    Part.WORK: """
        film filmen bog bogen sang sangen roman serie serien teater teaterstykke forestilling
        foredrag foredraget kursus temaaften udstilling podcast dokumentar statistik titel digt
        spil spillet plakat kampagne
        movie book song novel series play lecture talk course exhibition documentary statistics
        buch lied roman serie vortrag kurs ausstellung
        фільм книга пісня вистава лекція курс فيلم كتاب أغنية محاضرة دورة
    """,
}

PARTS: Final[dict[str, Part]] = {
    word: part for part in reversed(Part) for word in _WORDS[part].split()
}
"""Word in small letters, without apostrophes → what it does; of two, the one that stands first."""

NOMINATIVE: Final = frozenset(
    [
        *("han", "hun", "de", "he", "she", "they", "sie", "ona", "oni", "onlar"),
        *("він", "вона", "вони", "хтось", "هو", "هي", "هم"),
    ]
)
"""Those of the others who act, and to whom nothing is done."""

PARTICLES: Final = frozenset(
    ("op", "om", "fra", "over", "up", "out", "off", "auf", "an", "ab", "vor")
)
"""They make another verb of a verb: `slå op` is not `slå`."""

DEGREES: Final = frozenset(
    [
        "helt",
        "meget",
        "lige",
        "bare",
        "altså",
        "simpelthen",
        "virkelig",
        "også",
        "vist",
        "jo",
        "da",
        "nu",
        "lidt",
        "faktisk",
        "rigtig",
        "stadig",
        "igen",
        "pludselig",
        "desværre",
        "fuldstændig",
        "totalt",
        "really",
        "very",
        "just",
        "so",
        "now",
        "still",
        "suddenly",
        "completely",
        "totally",
        "ganz",
        "völlig",
        "gerade",
        "plötzlich",
        "wieder",
        "schon",
        "дуже",
        "зовсім",
        "раптом",
        "знову",
        "вже",
        "جدا",
        "فجأة",
        "الآن",
    ]
)
"""They say how much, or since when, and may stand in a phrase however short."""

THINGS: Final = frozenset(
    [
        "maden",
        "app",
        "appen",
        "pc",
        "pcen",
        "computer",
        "computeren",
        "printer",
        "printeren",
        "skærm",
        "skærmen",
        "system",
        "systemet",
        "telefon",
        "telefonen",
        "mobil",
        "mobilen",
        "tablet",
        "ipad",
        "hjemmeside",
        "hjemmesiden",
        "skema",
        "skemaet",
        "formular",
        "formularen",
        "batteri",
        "batteriet",
        "cykel",
        "cyklen",
        "dæk",
        "dækket",
        "motor",
        "motoren",
        "ventetid",
        "ventetiden",
        "kø",
        "køen",
        "hund",
        "hunden",
        "kat",
        "katten",
        "hest",
        "hesten",
        "kanin",
        "kaninen",
        "fugl",
        "fuglen",
        "høne",
        "rotte",
        "rotten",
        "rådyr",
        "rådyret",
        "laptop",
        "phone",
        "website",
        "dog",
        "cat",
        "bird",
        "tyre",
        "bike",
        "queue",
        "handy",
        "drucker",
        "webseite",
        "hund",
        "katze",
        "vogel",
        "fahrrad",
        "телефон",
        "компютер",
        "собака",
        "кіт",
        "кішка",
        "система",
        "الهاتف",
        "التطبيق",
        "الكلب",
        "القطة",
        "الحاسوب",
    ]
)
"""What is said of them is no danger to anybody: `min hund er blevet kørt over`."""

PLACING: Final = frozenset(
    [
        "i",
        "på",
        "ved",
        "fra",
        "med",
        "in",
        "on",
        "at",
        "by",
        "im",
        "am",
        "auf",
        "bei",
        "mit",
        "в",
        "у",
        "на",
        "من",
        "في",
        "على",
    ]
)
"""After these a thing is only where something happens: `en dame i køen er besvimet`."""
