"""How a release did when it was proved, as the API shows it: figures, and what they cannot say."""

from collections.abc import Mapping
from typing import Any

from rugpijn.http.problems import Text
from triage.budget import AT_LEAST, AT_MOST
from triage.engine.urgency import Urgency

Shape = dict[str, Any]

ABOUT_VIGNETTES = Text(
    "Dit zijn bedachte casussen, door de makers beoordeeld. Een uitgave wordt alleen goedgekeurd als elke casus "
    "klopt. Dat alles klopt, zegt dus dat de triage doet wat de makers bedoelen, en niet dat zij gelijk hebben. Hoe "
    "vaak mensen voor niets naar de dokter gaan, is met zulke casussen niet te meten.",
    "These are made-up cases, judged by the makers. A release is approved only when every case is right. So that all "
    "are right says that triage does what its makers mean, and not that they are right. How often people are sent to "
    "a doctor for nothing cannot be measured with such cases.",
)
ABOUT_POPULATION = Text(
    "Dit zijn bedachte mensen met nieuwe rugpijn. Hoe vaak iets bij hen voorkomt, hebben wij bijna overal zelf "
    "geschat. Klopt zo’n schatting niet, dan klopt het cijfer ook niet. De cijfers zijn er om uitgaven met elkaar te "
    "vergelijken. Zij zeggen niet hoeveel mensen echt ziek zijn.",
    "These are made-up people with new back pain. How often something occurs among them is nearly everywhere our own "
    "estimate. Where such an estimate is wrong, so is the figure. The figures are there to compare releases with each "
    "other. They do not say how many people are really ill.",
)


def quality(figures: Mapping[str, Any], language: str) -> Shape:
    """`figures` as a proof keeps them. A release from before there were proofs has none: both parts are None."""
    found, moved = figures.get("quality"), figures.get("population")
    return {
        "vignettes": None if found is None else _vignettes(found, ABOUT_VIGNETTES.to(language)),
        "population": None if moved is None else _population(moved, ABOUT_POPULATION.to(language)),
    }


def _vignettes(found: Shape, about: str) -> Shape:
    return {
        "about": about,
        "labelledBy": found["labelledBy"],
        "cases": found["cases"],
        "exact": found["exact"],
        "withinOne": found["withinOne"],
        "underTriaged": found["under"],
        "overTriaged": found["over"],
        "unsafe": found["unsafe"],
        "weightedKappa": found["kappa"],
        "sensitivity": [_only(one, "urgency", "cases", "found") for one in found["sensitivity"]],
        "screens": [_only(one, "urgency", "median", "most") for one in found["screens"]],
    }


def _only(figures: Shape, *names: str) -> Shape:
    """In this order: a database of JSON keeps none."""
    return {name: figures[name] for name in names}


def _population(moved: Shape, about: str) -> Shape:
    shares, before = moved["shares"], moved["before"]
    return {
        "about": about,
        "people": moved["people"],
        "shares": [_share(urgency, shares, before or {}) for urgency in reversed(Urgency)],
        "moreUrgent": None if before is None else moved["moreUrgent"],
        "lessUrgent": None if before is None else moved["lessUrgent"],
    }


def _share(urgency: Urgency, shares: Mapping[str, float], before: Mapping[str, float]) -> Shape:
    name = urgency.json_name
    return {
        "urgency": name,
        "share": shares[name],
        "shareBefore": before.get(name),
        "atMost": AT_MOST.get(urgency),
        "atLeast": AT_LEAST.get(urgency),
    }
