"""What the contract says can go wrong at an operation is what really can: each kind is provoked, and no other comes."""

import pytest

from content.models import Release
from tests.openapi.asking import Operation, operations
from tests.openapi.provoking import BY_THE_PROXY, OF_OLD_RELEASES, PROVOKED

Found = set[tuple[str, int, str]]


@pytest.fixture
def provoked(shipped: Release, request: pytest.FixtureRequest) -> Found:
    """Operation, status and kind of every problem that really comes when it is provoked."""
    found = _provoked(PROVOKED.keys() - OF_OLD_RELEASES)
    for kind, fixture in OF_OLD_RELEASES.items():
        request.getfixturevalue(fixture)
        found |= _provoked({kind})
    return found


def _provoked(kinds: set[str]) -> Found:
    answers = {(one.name, kind): PROVOKED[kind](one) for one in operations() for kind in kinds}
    return {
        (name, answer.status_code, kind)
        for (name, kind), answer in answers.items()
        if answer.status_code >= 400 and answer.json()["type"] == f"urn:rugpijn:problem:{kind}"
    }


def declared(operation: Operation) -> Found:
    return {(operation.name, int(status), kind) for status, kinds in operation.kinds().items() for kind in kinds}


def test_what_can_go_wrong_is_what_is_declared(provoked: Found) -> None:
    found = {one for operation in operations() for one in declared(operation) if one[2] not in BY_THE_PROXY}
    assert provoked == found


def test_every_declared_kind_is_provoked() -> None:
    assert {kind for one in operations() for _, _, kind in declared(one)} == PROVOKED.keys() | BY_THE_PROXY
