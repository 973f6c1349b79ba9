"""Submissions: what would change, what people say about it, and approval by somebody else."""

from datetime import datetime
from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import Truncator

from content import proving, publishing
from content.admin import releases
from content.admin.actions import CommentForm, SendBackForm, attempt
from content.admin.comparing import FEW, of_submission
from content.admin.kept_records import KeptAdmin
from content.admin.proofs import ApprovalForm, found
from content.models import Release, SendBack, Submission
from content.proven import Weight


def release_of(submission: Submission) -> Release | None:
    return Release.objects.filter(submission=submission).first()


def sent_back(submission: Submission) -> SendBack | None:
    return SendBack.objects.filter(submission=submission).select_related("by").first()


def status_of(submission: Submission) -> str:
    if release := release_of(submission):
        return f"goedgekeurd als uitgave {release.number}"
    if sent_back(submission):
        return "teruggestuurd"
    tip = publishing.tip_of(submission.topic)
    return "wacht op beoordeling" if submission.base_id == (tip.pk if tip else None) else "ingehaald door een uitgave"


@admin.register(Submission)
class SubmissionAdmin(KeptAdmin):
    list_display: ClassVar[Any] = ("numbered", "said", "who", "when", "status")
    list_display_links = ("numbered",)
    search_fields = ("note", "submitted_by__username")
    page_template = "content/admin/submission.html"

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("topic", "base", "submitted_by")

    @admin.display(description="Nummer", ordering="pk")
    def numbered(self, submission: Submission) -> str:
        return format_html('<span class="name">Inzending {}</span>', submission.pk)

    @admin.display(description="Wat en waarom")
    def said(self, submission: Submission) -> str:
        return Truncator(submission.note).chars(140)

    @admin.display(description="Van", ordering="submitted_by__username")
    def who(self, submission: Submission) -> str:
        return str(submission.submitted_by)

    @admin.display(description="Ingezonden op", ordering="submitted_at")
    def when(self, submission: Submission) -> str:
        return date_format(timezone.localtime(submission.submitted_at), "j F Y, H:i")

    @admin.display(description="Stand")
    def status(self, submission: Submission) -> str:
        return format_html('<span class="state">{}</span>', status_of(submission))

    def page(self, request: HttpRequest, record: Submission) -> "HttpResponse | dict[str, Any]":
        pressed = request.POST.get("action")
        comment = CommentForm(request.POST if pressed == "comment" else None)
        proof = proving.latest(record)
        approval = ApprovalForm(proof, request.POST if pressed == "approve" else None)
        back = SendBackForm(request.POST if pressed == "send-back" else None, prefix="back")
        ok, faults = self._act(request, record, comment, approval, back)
        if ok:
            return HttpResponseRedirect(reverse("admin:content_submission_change", args=[record.pk]))
        status, user, shown = status_of(record), request.user, of_submission(record)
        release = release_of(record)
        ticks = approval if self._may_decide(record, user) else None
        return {
            "title": f"Inzending {record.pk}",
            "submission": record,
            "status": status,
            "release": release,
            "may_sign": release is not None and releases.may_sign(user, release, releases.status_of(release)),
            "shown": shown,
            "few": len(shown) <= FEW,
            "comments": record.comments.select_related("by"),
            "comment_form": comment,
            "send_back_form": back,
            "sent_back": sent_back(record),
            "changes_url": f"{reverse('admin:content_topic_changes', args=[record.topic_id])}?from={record.pk}",
            "may_submit": user.has_perm("content.submit"),
            "approval_form": approval,
            "faults": faults,
            "proof": proof,
            "blocking": found(proof, record.topic, Weight.BLOCKS),
            "accepting": found(proof, record.topic, Weight.ACCEPT, ticks),
            "over_budget": found(proof, record.topic, Weight.REASON),
            "own": record.submitted_by_id == user.pk,
            "open": status == "wacht op beoordeling",
            "may_comment": user.has_perm("content.comment"),
            "may_approve": user.has_perm("content.approve"),
        }

    @staticmethod
    def _may_decide(record: Submission, user: Any) -> bool:
        return bool(user.has_perm("content.approve")) and record.submitted_by_id != user.pk

    def _act(
        self,
        request: HttpRequest,
        record: Submission,
        comment: CommentForm,
        approval: ApprovalForm,
        back: SendBackForm,
    ) -> Any:
        """Whether a button did its work, and the faults that it met."""
        user: Any = request.user
        about = f"inzending {record.pk}"
        if comment.is_bound and comment.is_valid():
            said = comment.cleaned_data["text"]
            return attempt(
                request,
                record.topic,
                lambda: publishing.comment(submission=record, by=user, text=said),
                "Uw reactie staat erbij.",
                about,
            )
        if approval.is_bound and approval.is_valid():
            why, moment, acceptance = approval.cleaned_data["why"], approval.moment, approval.acceptance
            return attempt(
                request,
                record.topic,
                lambda: publishing.approve(
                    submission=record, by=user, why=why, publish_at=moment, acceptance=acceptance
                ),
                _live_from(moment),
                about,
            )
        if back.is_bound and back.is_valid():
            what = back.cleaned_data["why"]
            return attempt(
                request,
                record.topic,
                lambda: publishing.send_back(submission=record, by=user, why=what),
                "Teruggestuurd. Wie dit inzond, ziet waarom.",
                about,
            )
        if request.POST.get("action") == "prove":
            return attempt(
                request,
                record.topic,
                lambda: publishing.prove(submission=record, by=user),
                "De bewijzen zijn gemaakt.",
                about,
            )
        return False, []


def _live_from(moment: datetime | None) -> str:
    when = f"gaat live op {date_format(timezone.localtime(moment), 'j F Y, H:i')}" if moment else "is live"
    return f"Goedgekeurd. Deze uitgave {when}. Apps zien een uitgave binnen een minuut nadat zij live is."
