"""Whether atoms fit the questions that they name."""

from triage.engine.atoms import OPERATORS, AnyOf, AtLeast, AtLeastOf, AtMost, AtMostOf, Contains, Is, Leaf, PromiseAtom
from triage.engine.conditions import ChoiceMatch, NumberMatch, match_of
from triage.engine.faults import Place
from triage.engine.records import Question, QuestionKind
from triage.engine.validation.context import Context, distinct

_FOR_KIND: dict[QuestionKind, tuple[type[Leaf], ...]] = {
    QuestionKind.YES_NO: (Is,),
    QuestionKind.SINGLE: (Is, AnyOf),
    QuestionKind.MULTIPLE: (AnyOf, Contains),
    QuestionKind.NUMBER: (AtLeast, AtMost),
}


def leaves_at(atoms: tuple[PromiseAtom, ...], place: Place) -> list[tuple[Leaf, Place]]:
    """Every leaf with its place, those inside counts too."""
    found: list[tuple[Leaf, Place]] = []
    for number, atom in enumerate(atoms):
        if isinstance(atom, AtLeastOf | AtMostOf):
            found += [(leaf, place.at(number, "atoms", inner)) for inner, leaf in enumerate(atom.atoms)]
        else:
            found.append((atom, place.at(number)))
    return found


def check_atoms(context: Context, atoms: tuple[PromiseAtom, ...], place: Place, *, worse_side: bool) -> None:
    """`worse_side`: on ordered questions, only the worse answers may be named."""
    for leaf, at in leaves_at(atoms, place):
        question = _question(context, leaf, at)
        if question is not None and _fits(leaf, question, at) and worse_side:
            _check_direction(leaf, question, at.at(OPERATORS[type(leaf)]))
    for number, atom in enumerate(atoms):
        if isinstance(atom, AtLeastOf | AtMostOf):
            _check_count(atom, place.at(number))


def check_free_atoms(context: Context, atoms: tuple[PromiseAtom, ...], place: Place) -> None:
    check_atoms(context, atoms, place, worse_side=False)


def _question(context: Context, leaf: Leaf, place: Place) -> Question | None:
    context.refer(place.at("question"), "question", leaf.question)
    question = context.questions.get(leaf.question)
    if question is not None and question.clarifies is not None:
        place.at("question").fault("names-clarifying-question", question=question.slug, clarified=question.clarifies)
    return question


def _check_count(atom: AtLeastOf | AtMostOf, place: Place) -> None:
    operator, least = ("atLeastOf", 1) if isinstance(atom, AtLeastOf) else ("atMostOf", 0)
    if not least <= atom.count <= len(atom.atoms):
        place.at(operator).fault("count-out-of-range", minimum=least, maximum=len(atom.atoms))
    distinct(place.at("atoms"), atom.atoms)


def _fits(leaf: Leaf, question: Question, place: Place) -> bool:
    """Note what does not fit; tell whether the leaf can be compared with the question's answers."""
    allowed = _operators(question)
    at = place.at(OPERATORS[type(leaf)])
    if type(leaf) not in allowed:
        names = ", ".join(OPERATORS[one] for one in allowed)
        operator = OPERATORS[type(leaf)]
        at.fault("wrong-operator", operator=operator, question=question.slug, kind=question.kind, allowed=names)
        return False
    if question.kind is QuestionKind.NUMBER:
        return _number_fits(leaf, question, at)
    return _choices_fit(leaf, question, at)


def _operators(question: Question) -> tuple[type[Leaf], ...]:
    ordered_single = question.kind is QuestionKind.SINGLE and question.worse is not None
    return (*_FOR_KIND[question.kind], *((AtLeast, AtMost) if ordered_single else ()))


def _number_fits(leaf: Leaf, question: Question, place: Place) -> bool:
    value = leaf.values if isinstance(leaf, AnyOf) else leaf.value
    if not isinstance(value, int):
        place.fault("value-wrong-type", question=question.slug, expected="getal")
        return False
    bounds = question.number
    if bounds is None or not bounds.minimum <= value <= bounds.maximum:
        low, high = (bounds.minimum, bounds.maximum) if bounds else ("?", "?")
        place.fault("not-in-range", minimum=low, maximum=high, question=question.slug)
        return False
    return True


def _choices_fit(leaf: Leaf, question: Question, place: Place) -> bool:
    values = leaf.values if isinstance(leaf, AnyOf) else (leaf.value,)
    if any(not isinstance(value, str) for value in values):
        place.fault("value-wrong-type", question=question.slug, expected="keuze")
        return False
    wrong = [value for value in values if value not in question.values]
    for value in wrong:
        place.fault("not-a-choice", value=value, question=question.slug, allowed=", ".join(question.values))
    distinct(place, values)
    if not values:
        place.fault("empty-list")
    return bool(values) and not wrong


def _check_direction(leaf: Leaf, question: Question, place: Place) -> None:
    match = match_of(leaf, question)
    if _always_holds(match, question):
        place.fault("always-true", question=question.slug)
    elif question.worse is not None and not _is_worse_side(leaf, match, question):
        place.fault("not-the-worse-side", question=question.slug, worse=question.worse)


def _always_holds(match: ChoiceMatch | NumberMatch, question: Question) -> bool:
    if isinstance(match, ChoiceMatch):
        return match.accepted >= set(question.values)
    bounds = question.number
    return bounds is not None and (match.low, match.high) == (bounds.minimum, bounds.maximum)


def _is_worse_side(leaf: Leaf, match: ChoiceMatch | NumberMatch, question: Question) -> bool:
    if isinstance(match, NumberMatch):
        return isinstance(leaf, AtLeast if question.worse == "higher" else AtMost)
    if question.kind is QuestionKind.YES_NO:
        return match.accepted == {question.worse}
    if question.kind is QuestionKind.MULTIPLE:
        return question.exclusive not in match.accepted
    return match.accepted == set(question.values[-len(match.accepted) :])
