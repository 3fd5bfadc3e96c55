"""The words a slip is headed with, in the languages that a visitor may read.

The parts of an entry's page have the labels that the desk has; those are in the interface's
languages, and translated here into the others.
"""

from typing import Final, Literal

from floorwalker.entry_view import Part, label
from floorwalker.i18n import LANGUAGES as INTERFACE_LANGUAGES

Heading = Literal[
    "errand",
    "until",
    "opens",
    "appointment",
    "decides",
    "promise",
    "by",
    "code",
    "reminder",
    "reminder with code",
    "outdated",
    "unreviewed",
    "example",
    "invented",
]

_HEADINGS: Final[dict[str, dict[Heading, str]]] = {
    "da": {
        "errand": "Din henvendelse",
        "until": "Åbent til",
        "opens": "Åbner",
        "appointment": "Bestil tid",
        "decides": "afgør sagen",
        "promise": "Det har vi lovet dig",
        "by": "Senest",
        "code": "Din kode, hvis du spørger til sagen",
        "reminder": "Har du ikke hørt fra os senest den {date}, så ring til {number}.",
        "reminder with code": (
            "Har du ikke hørt fra os senest den {date}, så ring til {number}, og sig koden {code}."
        ),
        "outdated": "Oversættelsen er ældre end den danske tekst.",
        "unreviewed": "Oversættelsen er ikke læst igennem af en, der kan sproget.",
        "example": "eksempel",
        "invented": "Mærket »eksempel«: opdigtet. Numre, adresser, links og tider gælder ikke.",
    },
    "en": {
        "errand": "Your enquiry",
        "until": "Open until",
        "opens": "Opens",
        "appointment": "Book an appointment",
        "decides": "decides the case",
        "promise": "What we promised you",
        "by": "At the latest",
        "code": "Your code, if you ask about it",
        "reminder": "If you have heard nothing by {date}, call {number}.",
        "reminder with code": (
            "If you have heard nothing by {date}, call {number} and say the code {code}."
        ),
        "outdated": "This translation is older than the Danish text.",
        "unreviewed": "This translation has not been checked by a reader of the language.",
        "example": "example",
        "invented": "Marked “example”: invented. Numbers, addresses, links and hours are not real.",
    },
    "de": {
        "errand": "Ihr Anliegen",
        "until": "Geöffnet bis",
        "opens": "Öffnet",
        "appointment": "Termin buchen",
        "decides": "entscheidet",
        "promise": "Das haben wir versprochen",
        "by": "Spätestens",
        "code": "Ihr Code für Nachfragen",
        "reminder": "Wenn Sie bis zum {date} nichts gehört haben, rufen Sie {number} an.",
        "reminder with code": (
            "Wenn Sie bis zum {date} nichts gehört haben, rufen Sie "
            "{number} an und nennen Sie den Code {code}."
        ),
        "outdated": "Diese Übersetzung ist älter als der dänische Text.",
        "unreviewed": "Diese Übersetzung wurde von niemandem geprüft, der die Sprache spricht.",
        "example": "Beispiel",
        "invented": "„Beispiel“: erfunden. Nummern, Adressen, Links und Zeiten gelten nicht.",
    },
    "uk": {
        "errand": "Ваше звернення",
        "until": "Відчинено до",
        "opens": "Відчиняється",
        "appointment": "Записатися на прийом",
        "decides": "ухвалює рішення",
        "promise": "Що ми вам обіцяли",
        "by": "Не пізніше",
        "code": "Ваш код для запитань",
        "reminder": "Якщо до {date} ви не отримаєте відповіді, зателефонуйте за номером {number}.",
        "reminder with code": (
            "Якщо до {date} ви не отримаєте відповіді, зателефонуйте за номером "
            "{number} і назвіть код {code}."
        ),
        "outdated": "Цей переклад старіший за данський текст.",
        "unreviewed": "Цей переклад не перевіряла людина, яка володіє мовою.",
        "example": "приклад",
        "invented": "«Приклад»: вигадане. Номери, адреси, посилання й години не дійсні.",
    },
    "ar": {
        "errand": "استفسارك",
        "until": "مفتوح حتى",
        "opens": "يفتح",
        "appointment": "احجز موعدًا",
        "decides": "صاحبة القرار",
        "promise": "ما وعدناك به",
        "by": "في موعد أقصاه",
        "code": "رمزك إذا سألت عن الأمر",
        "reminder": "إذا لم يصلك رد حتى {date}، فاتصل بالرقم {number}.",
        "reminder with code": (
            "إذا لم يصلك رد حتى {date}، فاتصل بالرقم {number} واذكر الرمز {code}."
        ),
        "outdated": "هذه الترجمة أقدم من النص الدنماركي.",
        "unreviewed": "لم يراجع هذه الترجمة أحد ممن يتقنون اللغة.",
        "example": "مثال",
        "invented": ("ما كُتب بجانبه «مثال» مُختلَق: الأرقام والعناوين والروابط والأوقات غير حقيقية."),
    },
    "pl": {
        "errand": "Twoja sprawa",
        "until": "Otwarte do",
        "opens": "Otwarcie",
        "appointment": "Umów termin",
        "decides": "podejmuje decyzję",
        "promise": "Co ci obiecaliśmy",
        "by": "Najpóźniej",
        "code": "Twój kod, gdy pytasz o sprawę",
        "reminder": "Jeśli do {date} nie będzie odpowiedzi, zadzwoń pod {number}.",
        "reminder with code": (
            "Jeśli do {date} nie będzie odpowiedzi, zadzwoń pod {number} i podaj kod {code}."
        ),
        "outdated": "To tłumaczenie jest starsze niż tekst duński.",
        "unreviewed": "Tego tłumaczenia nie sprawdził nikt, kto zna ten język.",
        "example": "przykład",
        "invented": "„Przykład”: dane zmyślone. Numery, adresy, linki i godziny są nieprawdziwe.",
    },
    "ro": {
        "errand": "Cererea dumneavoastră",
        "until": "Deschis până la",
        "opens": "Se deschide",
        "appointment": "Faceți o programare",
        "decides": "decide",
        "promise": "Ce v-am promis",
        "by": "Cel târziu",
        "code": "Codul dumneavoastră, când întrebați",
        "reminder": "Dacă nu primiți răspuns până la {date}, sunați la {number}.",
        "reminder with code": (
            "Dacă nu primiți răspuns până la {date}, sunați la {number} și spuneți codul {code}."
        ),
        "outdated": "Această traducere este mai veche decât textul danez.",
        "unreviewed": "Această traducere nu a fost verificată de un vorbitor al limbii.",
        "example": "exemplu",
        "invented": "„Exemplu”: inventat. Numerele, adresele, linkurile și orele nu sunt reale.",
    },
    "tr": {
        "errand": "Başvurunuz",
        "until": "Kapanış",
        "opens": "Açılış",
        "appointment": "Randevu alın",
        "decides": "karar verir",
        "promise": "Size verdiğimiz söz",
        "by": "En geç",
        "code": "Sorarken vereceğiniz kod",
        "reminder": "{date} tarihine kadar haber almazsanız {number} numarasını arayın.",
        "reminder with code": (
            "{date} tarihine kadar haber almazsanız {number} numarasını arayın ve "
            "{code} kodunu söyleyin."
        ),
        "outdated": "Bu çeviri Danca metinden daha eski.",
        "unreviewed": "Bu çeviri, dili bilen biri tarafından kontrol edilmedi.",
        "example": "örnek",
        "invented": "“Örnek”: uydurma. Numaralar, adresler, bağlantılar ve saatler gerçek değil.",
    },
    "fa": {
        "errand": "درخواست شما",
        "until": "باز تا",
        "opens": "باز می‌شود",
        "appointment": "وقت بگیرید",
        "decides": "تصمیم می‌گیرد",
        "promise": "قولی که به شما دادیم",
        "by": "حداکثر تا",
        "code": "کد شما برای پیگیری",
        "reminder": "اگر تا {date} پاسخی نگرفتید، به {number} زنگ بزنید.",
        "reminder with code": (
            "اگر تا {date} پاسخی نگرفتید، به {number} زنگ بزنید و کد {code} را بگویید."
        ),
        "outdated": "این ترجمه از متن دانمارکی قدیمی‌تر است.",
        "unreviewed": "این ترجمه را کسی که زبان را می‌داند بررسی نکرده است.",
        "example": "نمونه",
        "invented": (
            "آنچه با «نمونه» مشخص شده ساختگی است: شماره‌ها، نشانی‌ها، پیوندها و ساعت‌ها واقعی نیستند."
        ),
    },
}
_PARTS: Final[dict[str, dict[Part, str]]] = {
    "de": {
        Part.WHERE: "Hier gehen Sie hin",
        Part.DEADLINE: "Frist",
        Part.BRING: "Mitbringen",
        Part.COST: "Kosten",
        Part.TAKES: "So lange dauert es",
        Part.AFTERWARDS: "So geht es weiter",
        Part.NO_REPLY: "Wenn Sie nichts hören",
        Part.SELF_SERVICE: "Selbst erledigen",
    },
    "uk": {
        Part.WHERE: "Куди звернутися",
        Part.DEADLINE: "Термін",
        Part.BRING: "Візьміть із собою",
        Part.COST: "Вартість",
        Part.TAKES: "Скільки часу це триває",
        Part.AFTERWARDS: "Що буде далі",
        Part.NO_REPLY: "Якщо немає відповіді",
        Part.SELF_SERVICE: "Зробіть це самостійно",
    },
    "ar": {
        Part.WHERE: "إلى أين تذهب",
        Part.DEADLINE: "الموعد النهائي",
        Part.BRING: "أحضر معك",
        Part.COST: "التكلفة",
        Part.TAKES: "كم يستغرق",
        Part.AFTERWARDS: "ماذا يحدث بعد ذلك",
        Part.NO_REPLY: "إذا لم يصلك رد",
        Part.SELF_SERVICE: "افعلها بنفسك",
    },
    "pl": {
        Part.WHERE: "Gdzie się zgłosić",
        Part.DEADLINE: "Termin",
        Part.BRING: "Zabierz ze sobą",
        Part.COST: "Koszt",
        Part.TAKES: "Czas oczekiwania",
        Part.AFTERWARDS: "Co dalej",
        Part.NO_REPLY: "Gdy nie ma odpowiedzi",
        Part.SELF_SERVICE: "Zrób to samodzielnie",
    },
    "ro": {
        Part.WHERE: "Unde mergeți",
        Part.DEADLINE: "Termen",
        Part.BRING: "Aduceți cu dumneavoastră",
        Part.COST: "Cost",
        Part.TAKES: "Cât durează",
        Part.AFTERWARDS: "Ce urmează",
        Part.NO_REPLY: "Dacă nu primiți răspuns",
        Part.SELF_SERVICE: "Faceți pe cont propriu",
    },
    "tr": {
        Part.WHERE: "Nereye gidilir",
        Part.DEADLINE: "Son tarih",
        Part.BRING: "Yanınızda getirin",
        Part.COST: "Ücret",
        Part.TAKES: "Ne kadar sürer",
        Part.AFTERWARDS: "Sonra ne olur",
        Part.NO_REPLY: "Haber almazsanız",
        Part.SELF_SERVICE: "Kendiniz yapın",
    },
    "fa": {
        Part.WHERE: "کجا بروید",
        Part.DEADLINE: "مهلت",
        Part.BRING: "همراه بیاورید",
        Part.COST: "هزینه",
        Part.TAKES: "چقدر طول می‌کشد",
        Part.AFTERWARDS: "بعد چه می‌شود",
        Part.NO_REPLY: "اگر پاسخی نگرفتید",
        Part.SELF_SERVICE: "خودتان انجام دهید",
    },
}

LANGUAGES: Final = tuple(_HEADINGS)
"""Languages in which a slip can be headed; any other is headed in English."""


def heading(name: Part | Heading, language: str) -> str:
    """A heading in `language`, or in English."""
    known = language if language in LANGUAGES else "en"
    if not isinstance(name, Part):
        return _HEADINGS[known][name]
    return label(name, known) if known in INTERFACE_LANGUAGES else _PARTS[known][name]
