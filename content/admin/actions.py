"""Buttons on pages: one named action of the publishing door each, and what was typed when it refuses."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget

from content.accountability import keep_refusal, kind_of
from content.admin.mending import Mend, tell
from content.faults import Faulty
from content.models import Topic
from content.publishing import Refused
from content.vocabulary import LABELS, PROFESSIONS

_DOING = {
    "approve": "goedkeuren",
    "comment": "reageren",
    "prove": "bewijzen maken",
    "publish": "opnieuw publiceren",
    "restore": "concepten terugzetten",
    "send-back": "terugsturen",
    "sign": "tekenen",
    "withdraw": "intrekken",
}
RESTORED = "Uw sessie was afgelopen. Wat u typte staat hier nog, en er is nog niets mee gedaan. Kijk het na en ga door."


class WhyForm(forms.Form):
    why = forms.CharField(
        label="Waarom?",
        help_text="Een paar woorden. Ze blijven bewaard.",
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 2}),
        error_messages={"required": "Schrijf kort waarom; dat blijft bewaard."},
    )


class PublishForm(WhyForm):
    publish_at = forms.DateTimeField(
        label="Vanaf wanneer?",
        required=False,
        help_text="Leeg is: nu meteen.",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "class": "moment"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%d-%m-%Y %H:%M"],
    )

    @property
    def moment(self) -> datetime | None:
        return self.cleaned_data["publish_at"]  # type: ignore[no-any-return]


class WithdrawForm(WhyForm):
    recall = forms.BooleanField(
        label="Terugroepen",
        required=False,
        help_text="Apps mogen deze uitgave dan ook niet meer laten zien van wat ze al hadden opgehaald. "
        "Kies dit als er gevaar is voor patiënten.",
    )
    # What the page said would then be live: a number, or 0 for nothing.
    after = forms.IntegerField(required=False, widget=forms.HiddenInput)


class RestoreForm(WhyForm):
    sure = forms.BooleanField(
        label="Ja, zet de concepten terug",
        error_messages={"required": "Vink aan dat u dit echt wilt."},
        help_text="Alles wat sindsdien in de concepten is veranderd, gaat hiermee weg. De geschiedenis bewaart het.",
    )


class SignForm(forms.Form):
    """`Tekenen`: what a clinician states under a release, and makes public."""

    name = forms.CharField(
        label="Uw naam",
        max_length=200,
        help_text="Zoals in het BIG-register.",
        widget=UnfoldAdminTextInputWidget(attrs={"autocomplete": "name"}),
        error_messages={"required": "Schrijf uw naam."},
    )
    profession = forms.ChoiceField(
        label="Uw beroep in het BIG-register",
        choices=[("", "kies …"), *((word, LABELS[word]) for word in PROFESSIONS)],
        widget=UnfoldAdminSelectWidget(),
        error_messages={"required": "Kies uw beroep."},
    )
    registration = forms.RegexField(
        r"^[0-9]{11}\Z",
        label="Uw BIG-nummer",
        help_text="Elf cijfers.",
        widget=UnfoldAdminTextInputWidget(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": "Vul uw BIG-nummer in.", "invalid": "Een BIG-nummer heeft elf cijfers."},
    )
    sure = forms.BooleanField(
        label="Dit verklaar ik, en het wordt openbaar",
        error_messages={"required": "Vink aan dat u dit verklaart."},
        help_text="Naam, beroep, BIG-nummer en datum staan bij de uitgave en in de API, en gaan er niet meer af. "
        "Niemand gaat ze voor u na bij het register.",
    )


class SendBackForm(WhyForm):
    """`Terugsturen`, with what has to be different."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["why"].label = "Wat moet er anders?"
        self.fields[
            "why"
        ].help_text = "Wie dit inzond, leest het en kan verbeterd opnieuw inzenden. Het blijft bewaard."


class CommentForm(forms.Form):
    text = forms.CharField(
        label="Uw reactie",
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3}),
        error_messages={"required": "Schrijf eerst wat u wilt zeggen."},
    )


def attempt(
    request: HttpRequest, topic: Topic, action: Callable[[], Any], done: str, about: str
) -> tuple[bool, list[Mend]]:
    """Do it and say so, or why not; faults are for the page. `about`: the record, as the history calls it."""
    if getattr(request, "restored", False):
        messages.warning(request, RESTORED)
        return False, []
    try:
        action()
    except (Refused, Faulty) as refusal:
        by: Any = request.user
        doing = _DOING.get(request.POST.get("action", ""), "inzenden")
        keep_refusal(by=by, topic=topic, about=f"{doing}, {about}", why=kind_of(refusal))
        return False, tell(request, refusal, topic)
    messages.success(request, done)
    return True, []
