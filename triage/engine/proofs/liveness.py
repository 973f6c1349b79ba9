"""Nothing is there for nothing: every rule, choice, question, screen, advice and outcome text matters to somebody.

Asked of patients who answered everything that is asked, and nothing else.
"""

from collections.abc import Iterator
from itertools import chain

from triage.engine.given import Chosen
from triage.engine.proofs.cases import Cases
from triage.engine.proofs.circuit import Literal
from triage.engine.proofs.completed import completed
from triage.engine.proofs.conclusions import Conclusions
from triage.engine.proofs.decisive import Decisive
from triage.engine.proofs.failures import Check, Failure
from triage.engine.records import OutcomeText, Question, Rule


def failures(cases: Cases) -> Iterator[Failure]:
    now, complete = Conclusions(cases.anybody), completed(cases.anybody)
    deciding = {rule.slug: _decides(now, rule) for rule, _ in now.rules}
    for slug, decides in deciding.items():
        if not cases.solver.possible([complete, decides]):
            yield Failure(Check.DEAD_RULE, "rule", slug)
    decisive = Decisive(cases, now, complete, deciding)
    found = list(chain.from_iterable(_choices(decisive, question) for question in cases.protocol.questions))
    yield from found
    yield from _screens(cases, {one.slug for one in found if one.check is Check.DEAD_QUESTION})
    for advice, (shown, _) in now.advice.items():
        if not cases.solver.possible([complete, shown]):
            yield Failure(Check.DEAD_ADVICE, "advice", advice)
    for outcome in cases.protocol.outcomes:
        if not cases.solver.possible([complete, _told(now, outcome)]):
            yield Failure(Check.DEAD_OUTCOME, "outcome", outcome.slug)


def _decides(now: Conclusions, rule: Rule) -> Literal:
    """Without this rule it would be less urgent: at its own level, or raised above that, or for who does not know."""
    without = Conclusions(now.patients, frozenset({rule.slug}))
    pairs = zip(now.urgencies, without.urgencies, strict=True)
    circuit = now.patients.circuit
    return circuit.any_of(circuit.all_of([before, -after]) for before, after in pairs)


def _choices(decisive: Decisive, question: Question) -> Iterator[Failure]:
    """Per question: nothing, or that it is dead, or which of its choices are."""
    dead = decisive.dead_choices(question)
    choices = len(question.values) - (question.exclusive is not None)
    if dead and (question.number is not None or len(dead) == choices):
        yield Failure(Check.DEAD_QUESTION, "question", question.slug)
    else:
        for value in dead:
            yield Failure(Check.DEAD_CHOICE, "question", question.slug, answers=(Chosen((value,)),))


def _screens(cases: Cases, dead: set[str]) -> Iterator[Failure]:
    for screen in cases.protocol.screens:
        if dead.issuperset(one.slug for one in cases.protocol.index.on_screen[screen.slug]):
            yield Failure(Check.DEAD_SCREEN, "screen", screen.slug)


def _told(now: Conclusions, outcome: OutcomeText) -> Literal:
    """This text is what somebody reads: of its own route, or of one that has none at this urgency."""
    index, circuit = now.patients.index, now.patients.circuit
    routes = [
        literal
        for route, literal in now.routes.items()
        if route == outcome.route
        or (outcome.route == index.default_route and (route, outcome.urgency) not in index.outcomes)
    ]
    return circuit.all_of([now.is_just(outcome.urgency), circuit.any_of(routes)])
