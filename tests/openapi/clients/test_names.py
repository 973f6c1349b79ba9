"""What an app's developer types. Names here are the contract's promise: changing one breaks every client."""

import json
import re
from typing import Any

import pytest

from openapi.clients.generators import GENERATORS, HEY_API, OPENAPI_TYPESCRIPT, PYTHON, Generator
from openapi.clients.tools import Tools
from tests.openapi.clients.conftest import CONTRACT, Make
from tests.openapi.clients.reading import LANGUAGES

METHODS = {
    "Content": {
        *("listTopics", "getTopic", "listSections", "getSection", "listFaqs", "listAdvice", "getAdvice"),
        *("listAlarmSigns", "listGlossaryTerms", "getGlossaryTerm", "listSources"),
    },
    "Triage": {"getTriageProtocol", "createAssessment", "getReleaseQuality", "getAssessment", "deleteAssessment"},
    "Releases": {"listReleases", "getRelease"},
    "Contract": {"getOpenApiJson", "getOpenApiYaml"},
}
MODELS = {
    # What people read.
    *("TopicList", "TopicSummary", "Topic", "ReleaseReference"),
    *("SectionList", "SectionDetail", "ArticleSection", "SectionBlock", "BlockItem", "CalloutTone"),
    *("AdviceList", "AdviceDetail", "Advice", "AlarmSignList", "AlarmSign", "FaqList", "Faq"),
    *("GlossaryTermList", "GlossaryTermDetail", "GlossaryTerm", "SourceList", "ContentSource"),
    *("ReleaseList", "ReleaseDetail", "Release", "ReleaseStatus", "Language", "Review"),
    # How good a release is.
    *("ReleaseQuality", "VignetteFigures", "Sensitivity", "ScreensAsked", "PopulationFigures", "PopulationShare"),
    # A triage, screen by screen.
    *(
        "AssessmentRequest",
        "Answer",
        "Assessment",
        "AssessmentStatus",
        "AssessmentProgress",
        "UrgencySoFar",
        "Alternative",
    ),
    *("NextScreen", "AskedQuestion", "QuestionKind", "Choice", "NumberRange"),
    *("Outcome", "Urgency", "Moment", "Contact", "Reason", "GivenAdvice", "WithheldAdvice", "SafetyNet"),
    # What is stored, and what it is compared with.
    *("Stored", "StoredConsent", "Consent", "EarlierAssessment"),
    # The protocol, for who checks it.
    *("TriageProtocol", "OfficeHours", "ProtocolScreen", "ProtocolQuestion", "ProtocolRule", "ProtocolRoute"),
    *("ProtocolOutcome", "ProtocolContact", "ProtocolPromise", "PromiseKind", "AdviceChoice", "Withholding"),
    *("Atom", "LeafAtom", "Comparison", "NotCompared"),
    # What went wrong.
    *("Problem", "Fault"),
}
# Lists that may grow: text, so no type of their own in most languages.
TEXTS = {
    "AdviceCategory",
    "BlockKind",
    "Evidence",
    "Profession",
    "QuestionRole",
    "SectionKind",
    "SourceKind",
    "TextLanguage",
    "Who",
}
# Names that an app has already from its language, or from the library that nearly every app in it imports.
TAKEN = {
    "Kotlin and Compose": """
        Any Array Boolean Byte Char Double Error Exception Float Int List Long Map Nothing Number Pair Result Set Short
        String Throwable Unit Button Card Checkbox Column Icon Row Surface Text""",
    "Swift and SwiftUI": """
        Any Array Bool Character Data Date Dictionary Error Int List Locale Notification Optional Progress Protocol
        Result Set String Task Type URL Button Form Group Image Label Link Menu Picker Scene Section Shape Text View""",
    "Dart and Flutter": """
        Comparable DateTime Duration Error Exception Function Future Iterable List Map Match Never Null Object Pattern
        Record Set Sink Source Stream String Symbol Type Uri Action Card Form Icon Route Step Switch Text Title
        Widget""",
    "Python": "Any Enum Exception None Optional Set Self Warning",
}


def contract() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(CONTRACT.read_text())
    return found


def snake(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


@pytest.mark.parametrize("generator", LANGUAGES, ids=lambda generator: generator.name)
def test_methods_have_names_that_a_person_would_choose(client: Make, generator: Generator) -> None:
    spelled = snake if generator is PYTHON else str
    expected = {name: {spelled(method) for method in methods} for name, methods in METHODS.items()}
    assert LANGUAGES[generator].methods(client(generator).folder) == expected


@pytest.mark.parametrize("generator", LANGUAGES, ids=lambda generator: generator.name)
def test_models_have_names_that_a_person_would_choose(client: Make, generator: Generator) -> None:
    assert LANGUAGES[generator].model_names(client(generator).folder) == MODELS


def test_functions_have_names_that_a_person_would_choose(client: Make) -> None:
    code = (client(HEY_API).folder / "sdk.gen.ts").read_text()
    assert set(re.findall(r"^export const (\w+) =", code, re.MULTILINE)) == set().union(*METHODS.values())


def test_types_have_names_that_a_person_would_choose(client: Make) -> None:
    code = (client(OPENAPI_TYPESCRIPT).folder / "rugpijn.ts").read_text()
    schemas = code[code.index("    schemas: {") : code.index("    responses: ")]
    assert set(re.findall(r"^        (\w+):", schemas, re.MULTILINE)) == MODELS | TEXTS


def test_every_generator_is_looked_at() -> None:
    assert {*LANGUAGES, HEY_API, OPENAPI_TYPESCRIPT} == set(GENERATORS)


@pytest.mark.parametrize("language", TAKEN)
def test_no_name_is_taken(language: str) -> None:
    assert set(contract()["components"]["schemas"]) & set(TAKEN[language].split()) == set()


def test_no_name_is_one_of_a_browser(tools: Tools) -> None:
    """TypeScript knows all of these without importing anything: `Promise`, `Number`, `Text`, `Range`."""
    libraries = [tools.modules / "typescript/lib" / name for name in ("lib.es5.d.ts", "lib.dom.d.ts")]
    known = {
        name for file in libraries for name in re.findall(r"^(?:interface|declare var) (\w+)", file.read_text(), re.M)
    }
    assert {"Promise", "Text"} <= known
    assert set(contract()["components"]["schemas"]) & known == set()
