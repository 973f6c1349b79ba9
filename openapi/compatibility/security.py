"""Compares who may ask: an app keeps its way in."""

from collections.abc import Iterator

from openapi.compatibility.changes import Change
from openapi.compatibility.reading import Part

Way = dict[str, set[str]]


def security(old: Part, new: Part, place: str, old_contract: Part, new_contract: Part) -> Iterator[Change]:
    before, after = _ways(old, old_contract), _ways(new, new_contract)
    for way in before:
        if not any(_enough(way, other) for other in after):
            what = f"asking with {_told(way)} is no longer enough"
            yield Change(place, what, "An app has no other way in: keep this one.")
    for way in after:
        if way not in before:
            yield Change(place, f"asking with {_told(way)} is possible now")


def schemes(old: Part, new: Part) -> Iterator[Change]:
    """How each way in works."""
    before, after = (part.get("components", {}).get("securitySchemes", {}) for part in (old, new))
    for name in before:
        if _bare(before[name]) != _bare(after.get(name, {})):
            place = f"security scheme `{name}`"
            yield Change(place, "works otherwise, or is gone", "An app signs in as it did: keep it.")


def _bare(scheme: Part) -> Part:
    return {name: value for name, value in scheme.items() if name != "description"}


def _ways(operation: Part, contract: Part) -> list[Way]:
    """Each way in, with what it needs. Without any, anybody may ask."""
    told = operation.get("security", contract.get("security", []))
    return [{name: set(scopes) for name, scopes in way.items()} for way in told] or [{}]


def _enough(has: Way, needs: Way) -> bool:
    return all(name in has and scopes <= has[name] for name, scopes in needs.items())


def _told(way: Way) -> str:
    named = [f"`{name}`" + (f" ({', '.join(sorted(scopes))})" if scopes else "") for name, scopes in way.items()]
    return " and ".join(named) or "nothing"
