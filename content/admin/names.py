"""What kinds of records are called for people, and which drafts they are."""

from content.drafts import Recorded
from content.parts import parts


def model_of(kind: str) -> type[Recorded] | None:
    """The draft model of a kind of record; None for what is computed at submission."""
    from content.models import Topic

    known: dict[str, type[Recorded]] = {"topic": Topic}
    known |= {model.record_kind: model for part in parts() for model in part.models}
    return known.get(kind)


def kind_name(kind: str) -> str:
    model = model_of(kind)
    return str(model._meta.verbose_name) if model else {"calendar": "kalender"}.get(kind, kind)
