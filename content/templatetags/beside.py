"""What other apps add to a page about a draft, a submission or a release."""

from typing import Any

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from content import beside
from content.models import Proof

register = template.Library()


@register.inclusion_tag("content/admin/links_beside.html", takes_context=True)
def links_beside(context: dict[str, Any], subject: beside.Subject) -> dict[str, Any]:
    return {"links": list(beside.links_of(subject, context["request"].user))}


@register.simple_tag
def figures_of(proof: Proof | None) -> SafeString:
    """Nothing of no proof."""
    return (
        format_html_join("", "{}", ((one,) for one in beside.told(proof.figures, proof.submission.topic)))
        if proof
        else SafeString("")
    )
