"""What the proofs found of a submission, one line each, as the commands show it."""

from collections.abc import Iterator

from content import proving
from content.models import Submission
from content.proven import Weight

_ASKS = {
    Weight.BLOCKS: "mend this and submit again",
    Weight.ACCEPT: "accept with --accept {name}",
    Weight.REASON: "explain with --why-over-budget",
}


def found_in(submission: Submission) -> Iterator[str]:
    proof = proving.latest(submission)
    if proof is None:
        yield f"  not proved yet: manage.py prove {submission.pk}"
        return
    for finding in proof.proven.findings:
        yield f"  {finding.title} [{_ASKS[finding.weight].format(name=finding.name)}]"
        yield from (f"    {line}" for line in finding.story)
