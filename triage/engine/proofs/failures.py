"""What a proof found: a promise that is not kept, with the smallest patient for whom it is not."""

from dataclasses import dataclass
from enum import StrEnum

from triage.engine.given import Answer
from triage.engine.proofs.cases import Case
from triage.engine.urgency import Urgency


class Check(StrEnum):
    """What is proved. Each name is also the name of a sentence in `stories.py`."""

    FLOOR = "floor"
    CEILING = "ceiling"
    CONTRADICTION = "contradiction"
    EMPTY_PROMISE = "emptyPromise"
    ALARM_SIGN = "alarmSign"
    NO_FLOOR = "noFloor"
    WORSE_IS_LESS = "worseIsLess"
    UNKNOWN_IS_LESS = "unknownIsLess"
    UNKNOWN_IS_MORE = "unknownIsMore"
    DEAD_RULE = "deadRule"
    DEAD_CHOICE = "deadChoice"
    DEAD_QUESTION = "deadQuestion"
    DEAD_SCREEN = "deadScreen"
    DEAD_ADVICE = "deadAdvice"
    DEAD_OUTCOME = "deadOutcome"
    STOPS_TOO_EARLY = "stopsTooEarly"
    CONTRAINDICATED = "contraindicated"


@dataclass(frozen=True)
class Failure:
    """`kind` and `slug` name the record to mend; `case` is the patient, None where it is about all of them.

    `about`: the other record that the sentence names. `answers`: the better and the worse answer, or the choice.
    """

    check: Check
    kind: str
    slug: str
    case: Case | None = None
    urgency: Urgency | None = None
    promised: Urgency | None = None
    about: str = ""
    answers: tuple[Answer, ...] = ()
