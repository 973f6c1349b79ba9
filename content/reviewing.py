"""What a reviewer does with a submission besides approving it: comment on it, or send it back."""

from django.contrib.auth.models import User
from django.db import transaction

from content import notices
from content.models import Comment, Release, SendBack, Submission, Topic
from content.permits import require, require_reason
from content.refused import NotAllowed, Refused


def locked(topic: Topic) -> Topic:
    """The topic, with everybody else who would number, publish or send back waiting."""
    return Topic.objects.select_for_update().get(pk=topic.pk)


def comment(*, submission: Submission, by: User, text: str) -> Comment:
    """Say something about a submission. Raises NotAllowed, or Refused for an empty text."""
    require(by, "comment", "reageren")
    if not text.strip():
        raise Refused("Een reactie zonder tekst is niet bewaard. Schrijf wat u wilt zeggen.")
    said = Comment.objects.create(submission=submission, by=by, text=text)
    notices.commented(submission, by)
    return said


@transaction.atomic
def send_back(*, submission: Submission, by: User, why: str) -> SendBack:
    """Say no to a submission, and why. It waits no longer and nobody approves it; mended, it is submitted anew.

    Raises NotAllowed (also when `by` submitted it), or Refused when it was decided before.
    """
    require(by, "approve", "terugsturen")
    require_reason(why)
    if by.pk == submission.submitted_by_id:
        raise NotAllowed("Wie inzendt, stuurt niet zelf terug. Vraag een ander om dit te bekijken.")
    locked(submission.topic)
    if release := Release.objects.filter(submission=submission).first():
        raise Refused(f"Deze inzending is al goedgekeurd, als uitgave {release.number}. Trek die zo nodig in.")
    refuse_sent_back(submission)
    back = SendBack.objects.create(submission=submission, by=by, why=why)
    notices.sent_back(submission, by)
    return back


def refuse_sent_back(submission: Submission) -> None:
    if earlier := SendBack.objects.filter(submission=submission).select_related("by").first():
        raise Refused(
            f"Deze inzending is al teruggestuurd, door {earlier.by.get_username()}: {earlier.why} "
            "Pas de concepten aan en zend opnieuw in."
        )
