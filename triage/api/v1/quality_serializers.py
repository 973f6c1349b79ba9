"""The shape of a release's figures as the contract declares it."""

from typing import Any

from rest_framework import serializers

from content.api.v1.serializers import OfReleaseSerializer, described
from content.vocabulary import URGENCIES


def _count(help_text: str) -> serializers.IntegerField:
    return serializers.IntegerField(min_value=0, help_text=help_text)


def _share(help_text: str, **options: Any) -> serializers.FloatField:
    return serializers.FloatField(min_value=0, max_value=1, help_text=help_text, **options)


@described("Hoeveel casussen die zo dringend zijn, of dringender, ook zo dringend werden gevonden.")
class SensitivitySerializer(serializers.Serializer[Any]):
    urgency = serializers.ChoiceField(URGENCIES)
    cases = _count("Casussen die zo dringend horen te zijn, of dringender.")
    found = _count("Hoeveel daarvan zo dringend of dringender werden.")


@described("Hoeveel schermen iemand zag tot de uitkomst.")
class ScreensAskedSerializer(serializers.Serializer[Any]):
    urgency = serializers.ChoiceField(URGENCIES, help_text="De uitkomst.")
    median = serializers.FloatField(min_value=0, help_text="De helft van de casussen zag er zoveel, of minder.")
    most = _count("De meeste schermen.")


@described("Hoe de casussen van deze uitgave afliepen.")
class VignetteFiguresSerializer(serializers.Serializer[Any]):
    about = serializers.CharField(help_text="Wat deze cijfers zeggen en wat niet. Toon dit erbij.")
    labelledBy = serializers.ListField(
        child=serializers.CharField(), help_text="Wie zei hoe elke casus hoort af te lopen."
    )
    cases = _count("Hoeveel casussen er zijn.")
    exact = _count("Precies zo dringend als verwacht.")
    withinOne = _count("Hoogstens één stap ernaast; de juiste tellen mee.")
    underTriaged = _count("Minder dringend dan verwacht.")
    overTriaged = _count("Dringender dan verwacht.")
    unsafe = _count(
        "Hoort dezelfde dag of eerder geholpen te worden, en ging naar huis of naar een afspraak over dagen."
    )
    weightedKappa = serializers.FloatField(
        allow_null=True,
        help_text="Overeenstemming boven toeval: Cohens kappa met lineaire gewichten. "
        "`null`: alle casussen zijn even dringend.",
    )
    sensitivity = SensitivitySerializer(many=True, help_text="Per urgentie, de dringendste eerst.")
    screens = ScreensAskedSerializer(many=True, help_text="Per uitkomst, de dringendste eerst.")


@described("Het deel van de bedachte bevolking met één uitkomst, en wat dat hoort te zijn.")
class PopulationShareSerializer(serializers.Serializer[Any]):
    urgency = serializers.ChoiceField(URGENCIES)
    share = _share("Deel van de mensen, van 0 tot en met 1.")
    shareBefore = _share("Hetzelfde bij de uitgave hiervoor; `null`: die is er niet.", allow_null=True)
    atMost = _share("Meer hoort het niet te zijn; `null`: geen grens.", allow_null=True)
    atLeast = _share("Minder hoort het niet te zijn; `null`: geen grens.", allow_null=True)


@described("Hoeveel mensen van een bedachte bevolking deze uitgave waarheen stuurt.")
class PopulationFiguresSerializer(serializers.Serializer[Any]):
    about = serializers.CharField(help_text="Wat deze cijfers zeggen en wat niet. Toon dit erbij.")
    people = _count("Hoeveel mensen er bedacht zijn.")
    shares = PopulationShareSerializer(many=True, help_text="Per uitkomst, de dringendste eerst.")
    moreUrgent = _share(
        "Deel dat dringender werd dan bij de uitgave hiervoor; `null`: die is er niet.", allow_null=True
    )
    lessUrgent = _share(
        "Deel dat minder dringend werd dan bij de uitgave hiervoor; `null`: die is er niet.", allow_null=True
    )


@described("Wat er van een uitgave gemeten is toen zij bewezen werd.")
class ReleaseQualitySerializer(OfReleaseSerializer):
    vignettes = VignetteFiguresSerializer(allow_null=True, help_text="`null`: van deze uitgave is niets gemeten.")
    population = PopulationFiguresSerializer(
        allow_null=True, help_text="`null`: de bedachte bevolking zegt niets over dit protocol."
    )
