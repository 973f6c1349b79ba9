"""What an operation of the contract says of itself: Dutch first, then English, so that every tool shows both."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.fields import empty

from rugpijn.http.kinds import Text

Handler = TypeVar("Handler", bound=Callable[..., Any])
ENGLISH = "**English.**"


def line(text: Text) -> str:
    """Both languages on one line, for what is listed."""
    return f"{text.nl} · {text.en}"


def paragraphs(text: Text) -> str:
    """Both languages in full (Markdown). The English may have paragraphs of its own: it stands last."""
    return f"{text.nl}\n\n{ENGLISH} {text.en}"


def operation(  # noqa: PLR0913 - an operation says this much of itself
    name: str,
    *,
    tag: str,
    summary: Text,
    description: Text,
    responses: Any,
    request: Any = empty,
    parameters: Sequence[OpenApiParameter] = (),
    secured_by: str | None = None,
) -> Callable[[Handler], Handler]:
    """For a handler of an endpoint: `name` is what a generated client calls it, `tag` the class that it gets there.

    `secured_by`: the name of a security scheme of the contract.
    """
    return extend_schema(
        operation_id=name,
        tags=[tag],
        summary=line(summary),
        description=paragraphs(description),
        responses=responses,
        request=request,
        parameters=[*parameters],
        auth=[{secured_by: []}] if secured_by else None,  # type: ignore[list-item]  # spectacular takes objects too
    )


def path_parameter(name: str, description: Text, schema: dict[str, Any]) -> OpenApiParameter:
    """A part of the address. The example in its schema is what /docs fills in."""
    return OpenApiParameter(name, schema, OpenApiParameter.PATH, description=paragraphs(description))
