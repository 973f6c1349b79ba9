"""What the contract says of each operation on content and releases, in Dutch and in English."""

from drf_spectacular.utils import OpenApiParameter

from content.api.v1 import serializers
from rugpijn.http.kinds import Text
from rugpijn.http.operation import operation, path_parameter
from rugpijn.http.query import LARGEST

CONTENT = "Content"
RELEASES = "Releases"


def slug_of(name: str, noun: Text, example: str) -> OpenApiParameter:
    description = Text(f"De `slug` van {noun.nl}.", f"The `slug` of {noun.en}.")
    return path_parameter(name, description, {"type": "string", "maxLength": 60, "example": example})


TOPIC = slug_of("topic", Text("het onderwerp", "the topic"), "rugpijn")
SECTION = slug_of("section", Text("de paragraaf", "the section"), "introduction")
ADVICE = slug_of("advice", Text("het advies", "the advice"), "stay-active")
TERM = slug_of("term", Text("het begrip", "the glossary term"), "spine")
NUMBER = path_parameter(
    "number",
    Text("Het nummer van de uitgave, vanaf 1.", "The number of the release, from 1."),
    {"type": "integer", "minimum": 1, "maximum": LARGEST, "example": 1},
)

list_topics = operation(
    "listTopics",
    tag=CONTENT,
    summary=Text("De onderwerpen", "The topics"),
    description=Text(
        "Elk onderwerp dat nu te lezen is, met de uitgave die geldt. Begin hier: met `slug` vraagt u al het andere op.",
        "Every topic that can be read now, with its current release. Start here: its `slug` leads to everything else.",
    ),
    responses=serializers.TopicListSerializer,
)
get_topic = operation(
    "getTopic",
    tag=CONTENT,
    summary=Text("Een heel onderwerp in één antwoord", "A whole topic in one answer"),
    description=Text(
        "Alles wat een app nodig heeft om het onderwerp te tonen, uit één en dezelfde uitgave: paragrafen, "
        "alarmtekens, adviezen, vragen, begrippen en bronnen. Bewaar het met zijn `ETag`, en vraag later met "
        "`If-None-Match` of er iets veranderd is.",
        "All that an app needs to show the topic, from one and the same release: sections, alarm signs, advice, "
        "questions, glossary and sources. Keep it with its `ETag`, and ask later with `If-None-Match` whether "
        "anything has changed.",
    ),
    parameters=[TOPIC],
    responses=serializers.TopicSerializer,
)
list_sections = operation(
    "listSections",
    tag=CONTENT,
    summary=Text("De paragrafen van het artikel", "The sections of the article"),
    description=Text(
        "De paragrafen, in de volgorde om te lezen. Een paragraaf bestaat uit blokken: alinea's, lijsten, kaders, "
        "en blokken die met `refs` naar alarmtekens, adviezen of vragen verwijzen.",
        "The sections, in the order to read them. A section is made of blocks: paragraphs, lists, callouts, and blocks "
        "whose `refs` point to alarm signs, advice or questions.",
    ),
    parameters=[TOPIC],
    responses=serializers.SectionListSerializer,
)
get_section = operation(
    "getSection",
    tag=CONTENT,
    summary=Text("Eén paragraaf", "One section"),
    description=Text(
        "Eén paragraaf, met alle alarmtekens, adviezen, vragen en begrippen waarnaar zij verwijst: genoeg voor één "
        "scherm.",
        "One section, with every alarm sign, advice, question and glossary term that it refers to: enough for one "
        "screen.",
    ),
    parameters=[TOPIC, SECTION],
    responses=serializers.SectionDetailSerializer,
)
list_faqs = operation(
    "listFaqs",
    tag=CONTENT,
    summary=Text("Veelgestelde vragen", "Frequently asked questions"),
    description=Text(
        "Vragen die mensen echt stellen, met hun antwoord.", "Questions that people really ask, with answers."
    ),
    parameters=[TOPIC],
    responses=serializers.FaqListSerializer,
)
list_advice = operation(
    "listAdvice",
    tag=CONTENT,
    summary=Text("Alle adviezen", "All advice"),
    description=Text(
        "Wat iemand zelf kan doen. Bij elk advies staat hoe goed het onderbouwd is (`evidence`). De uitkomst van een "
        "triage geeft dezelfde adviezen.",
        "What somebody can do. Each advice says how well it is founded (`evidence`). The outcome of a triage gives the "
        "same advice.",
    ),
    parameters=[TOPIC],
    responses=serializers.AdviceListSerializer,
)
get_advice = operation(
    "getAdvice",
    tag=CONTENT,
    summary=Text("Eén advies", "One advice"),
    description=Text("Eén ding dat iemand zelf kan doen.", "One thing that somebody can do."),
    parameters=[TOPIC, ADVICE],
    responses=serializers.AdviceDetailSerializer,
)
list_alarm_signs = operation(
    "listAlarmSigns",
    tag=CONTENT,
    summary=Text("De alarmtekens", "The alarm signs"),
    description=Text(
        "Tekens die elk op zichzelf betekenen: minstens zo dringend als bij `urgency` staat. Het artikel toont ze, "
        "en de regels van de triage wijzen naar dezelfde.",
        "Signs that each on their own mean: at least as urgent as `urgency` says. The article shows them, and the "
        "rules of the triage point to the same ones.",
    ),
    parameters=[TOPIC],
    responses=serializers.AlarmSignListSerializer,
)
list_glossary_terms = operation(
    "listGlossaryTerms",
    tag=CONTENT,
    summary=Text("De begrippen", "The glossary"),
    description=Text(
        "Woorden die uitleg nodig hebben. In teksten staan ze als `[woord](term:slug)`.",
        "Words that need explaining. Texts refer to them as `[word](term:slug)`.",
    ),
    parameters=[TOPIC],
    responses=serializers.GlossaryTermListSerializer,
)
get_glossary_term = operation(
    "getGlossaryTerm",
    tag=CONTENT,
    summary=Text("Eén begrip", "One glossary term"),
    description=Text(
        "Eén woord, met uitleg en met andere namen ervoor.", "One word, explained, with other names for it."
    ),
    parameters=[TOPIC, TERM],
    responses=serializers.GlossaryTermDetailSerializer,
)
list_sources = operation(
    "listSources",
    tag=CONTENT,
    summary=Text("De bronnen", "The sources"),
    description=Text(
        "Waar de teksten en de regels op rusten: richtlijnen, onderzoek, voorlichting.",
        "What the texts and the rules rest on: guidelines, studies, patient information.",
    ),
    parameters=[TOPIC],
    responses=serializers.SourceListSerializer,
)
list_releases = operation(
    "listReleases",
    tag=RELEASES,
    summary=Text("De uitgaven, de nieuwste eerst", "The releases, newest first"),
    description=Text(
        "De geschiedenis van een onderwerp: wat er wanneer is gepubliceerd of ingetrokken, en waarom. Staat bij een "
        "uitgave `recalled`, toon haar dan meteen niet meer.",
        "The history of a topic: what was published or withdrawn when, and why. When a release says `recalled`, stop "
        "showing it at once.",
    ),
    parameters=[TOPIC],
    responses=serializers.ReleaseListSerializer,
)
get_release = operation(
    "getRelease",
    tag=RELEASES,
    summary=Text("Eén uitgave", "One release"),
    description=Text(
        "Eén uitgave uit die geschiedenis. De inhoud zelf leest u met `?release=` bij het onderwerp.",
        "One release of that history. Read its content with `?release=` at the topic.",
    ),
    parameters=[TOPIC, NUMBER],
    responses=serializers.ReleaseDetailSerializer,
)
