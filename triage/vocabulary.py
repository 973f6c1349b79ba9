"""The words of the protocol, as drafts and the contract choose from them. The engine's enumerations are the source."""

from triage.engine.evaluate import Status
from triage.engine.records import Moment, PromiseKind, QuestionKind, Role, Who

QUESTION_KINDS = tuple(kind.value for kind in QuestionKind)
QUESTION_ROLES = tuple(role.value for role in Role)
PROMISE_KINDS = tuple(kind.value for kind in PromiseKind)
ASSESSMENT_STATUSES = tuple(status.value for status in Status)
MOMENTS = tuple(moment.value for moment in Moment)
WHO = tuple(who.value for who in Who)
