"""For each check a protocol in which something is broken for it, by hand, and the patient to tell of."""

from dataclasses import dataclass, replace

from tests.triage.engine.proofs.small import unchecked
from tests.triage.engine.proofs.tiny import advice, no, ordered, promise, question, records, rule, yes
from triage.engine.given import Answer, Chosen, Measured, Unknown
from triage.engine.proofs.failures import Check, Failure
from triage.engine.proofs.proving import prove
from triage.engine.protocol import Protocol

YES, NO, UNKNOWN = Chosen(("yes",)), Chosen(("no",)), Unknown()
PAIN = {"pain": ordered()}
PAIN_AND_FEVER = {"pain": ordered(), "fever": ordered()}
PLACE = {"place": question("single")}
PLACES = [{"question": "place", "is": value} for value in "abc"]


@dataclass(frozen=True)
class Broken:
    """A protocol in which something is broken, the record to mend, and the case to tell."""

    check: Check
    protocol: Protocol
    slug: str
    case: dict[str, Answer] | None = None
    answers: tuple[Answer, ...] = ()

    def found(self) -> Failure:
        found = [one for one in prove(self.protocol, seconds=60) if (one.check, one.slug) == (self.check, self.slug)]
        assert len(found) == 1
        return found[0]


def without_contraindications(protocol: Protocol) -> Protocol:
    """What the engine shows advice by has lost them; the records still have them."""
    index = replace(protocol.index, contraindications=dict.fromkeys(protocol.index.contraindications, ()))
    object.__setattr__(protocol, "index", index)
    return protocol


BROKEN = {
    "a floor: the rule asks for more than the promise": Broken(
        Check.FLOOR,
        unchecked(
            records(
                PAIN_AND_FEVER,
                {"both": rule(yes("pain"), yes("fever"), atLeast="sameDay")},
                promise={"pain": promise("floor", "sameDay", yes("pain"))},
            )
        ),
        "pain",
        {"pain": YES},
    ),
    "a floor: the rule was dropped": Broken(
        Check.FLOOR,
        unchecked(
            records(
                PAIN,
                {"pain": rule(yes("pain"), atLeast="withinDays")},
                promise={"pain": promise("floor", "sameDay", yes("pain"))},
            )
        ),
        "pain",
        {"pain": YES},
    ),
    "a ceiling": Broken(
        Check.CEILING,
        unchecked(
            records(
                PAIN_AND_FEVER,
                {"pain": rule(yes("pain"), atLeast="immediate")},
                promise={"well": promise("ceiling", "withinDays", no("fever"))},
            )
        ),
        "well",
        {"pain": YES, "fever": NO},
    ),
    "a ceiling that counts": Broken(
        Check.CEILING,
        unchecked(
            records(
                PAIN_AND_FEVER,
                {"pain": rule(yes("pain"), atLeast="immediate")},
                promise={
                    "well": promise("ceiling", "withinDays", {"atMostOf": 1, "atoms": [yes("pain"), yes("fever")]})
                },
            )
        ),
        "well",
        {"pain": YES, "fever": NO},
    ),
    "a floor above a ceiling": Broken(
        Check.CONTRADICTION,
        unchecked(
            records(
                PAIN_AND_FEVER,
                {"pain": rule(yes("pain"), atLeast="sameDay")},
                promise={
                    "low": promise("floor", "sameDay", yes("pain")),
                    "high": promise("ceiling", "withinDays", yes("fever")),
                },
            )
        ),
        "low",
        {"pain": YES, "fever": YES},
    ),
    "a promise to nobody": Broken(
        Check.EMPTY_PROMISE,
        unchecked(
            records(
                PAIN,
                {"pain": rule(yes("pain"), atLeast="sameDay")},
                promise={"nobody": promise("floor", "sameDay", yes("pain"), no("pain"))},
            )
        ),
        "nobody",
    ),
    "an alarm sign whose rule is less urgent": Broken(
        Check.ALARM_SIGN,
        unchecked(
            records(PAIN, {"pain": rule(yes("pain"), atLeast="sameDay", ifUncertain="withinDays", alarmSign="pain")})
            | {"alarmSign": {"pain": {"urgency": "immediate"}}}
        ),
        "pain",
        {"pain": YES},
    ),
    "an alarm sign that unknown is self-care": Broken(
        Check.ALARM_SIGN,
        unchecked(records(PAIN, {"pain": rule(yes("pain"), atLeast="sameDay", alarmSign="pain")})),
        "pain",
        {"pain": UNKNOWN},
    ),
    "an alarm sign without a promise": Broken(
        Check.NO_FLOOR,
        unchecked(
            records(
                PAIN_AND_FEVER,
                {"pain": rule(yes("pain"), atLeast="sameDay", ifUncertain="sameDay", alarmSign="pain")},
                promise={
                    "low": promise("floor", "withinDays", yes("pain")),
                    "narrow": promise("floor", "sameDay", yes("pain"), yes("fever")),
                    "ceiling": promise("ceiling", "sameDay", yes("pain")),
                },
            )
        ),
        "pain",
        {"pain": YES},
    ),
    "a worse answer that is less urgent": Broken(
        Check.WORSE_IS_LESS,
        unchecked(records(PAIN_AND_FEVER, {"pain": rule(no("pain"), yes("fever"), atLeast="sameDay")})),
        "pain",
        {"pain": YES, "fever": YES},
        (NO, YES),
    ),
    "one choice more that is less urgent": Broken(
        Check.WORSE_IS_LESS,
        unchecked(
            records(
                {"signs": question("multiple", worse="more")},
                {"none": rule({"question": "signs", "contains": "none"}, atLeast="sameDay")},
            )
        ),
        "signs",
        {"signs": Chosen(("a",))},
        (Chosen(("none",)), Chosen(("a",))),
    ),
    "a higher number that is less urgent": Broken(
        Check.WORSE_IS_LESS,
        unchecked(
            records(
                {"days": question("number", worse="higher")},
                {"few": rule({"question": "days", "atMost": 4}, atLeast="sameDay")},
            )
        ),
        "days",
        {"days": Measured(5)},
        (Measured(0), Measured(5)),
    ),
    "weet ik niet below every answer": Broken(
        Check.UNKNOWN_IS_LESS,
        unchecked(records(PLACE, {one["is"]: rule(one, atLeast="withinDays") for one in PLACES})),
        "place",
        {"place": UNKNOWN},
    ),
    "weet ik niet above every answer": Broken(
        Check.UNKNOWN_IS_MORE,
        unchecked(
            records(
                PLACE,
                {"two": rule({"atLeastOf": 2, "atoms": PLACES[:2]}, atLeast="withinDays", ifUncertain="withinDays")},
            )
        ),
        "place",
        {"place": UNKNOWN},
    ),
    "a rule that another always covers": Broken(
        Check.DEAD_RULE,
        unchecked(
            records(
                PAIN,
                {
                    "covered": rule(yes("pain"), atLeast="withinDays"),
                    "covering": rule(yes("pain"), atLeast="sameDay"),
                },
            )
        ),
        "covered",
    ),
    "a choice that no rule knows": Broken(
        Check.DEAD_CHOICE,
        unchecked(
            records(
                {
                    "place": question(
                        "single",
                        choices=[
                            {"value": "a", "label": "a", "baseline": True},
                            *({"value": value, "label": value} for value in "bc"),
                        ],
                    )
                },
                {"c": rule(PLACES[2], atLeast="withinDays")},
            )
        ),
        "place",
        answers=(Chosen(("b",)),),
    ),
    "a question that no rule knows": Broken(
        Check.DEAD_QUESTION,
        unchecked(records(PAIN_AND_FEVER, {"pain": rule(yes("pain"), atLeast="withinDays")})),
        "fever",
    ),
    "choices with the same effect": Broken(
        Check.DEAD_QUESTION,
        unchecked(records(PLACE, {one["is"]: rule(one, atLeast="withinDays") for one in PLACES})),
        "place",
    ),
    "a number that no rule knows": Broken(
        Check.DEAD_QUESTION,
        unchecked(records({**PAIN, "days": question("number")}, {"pain": rule(yes("pain"), atLeast="withinDays")})),
        "days",
    ),
    "a screen of dead questions": Broken(
        Check.DEAD_SCREEN,
        unchecked(records({**PAIN, "fever": ordered(screen=2)}, {"pain": rule(yes("pain"), atLeast="withinDays")})),
        "screen-2",
    ),
    "advice at an urgency that nobody has": Broken(
        Check.DEAD_ADVICE,
        unchecked(
            records(
                PAIN,
                {"pain": rule(yes("pain"), atLeast="withinDays")},
                adviceChoice={"row": advice(["sameDay"])},
            )
        ),
        "walk",
    ),
    "an outcome that nobody has": Broken(
        Check.DEAD_OUTCOME,
        unchecked(records(PAIN, {"pain": rule(yes("pain"), atLeast="withinDays")})),
        "usual-emergency",
    ),
    "a rule that waits for a clarifying question": Broken(
        Check.STOPS_TOO_EARLY,
        unchecked(
            records(
                {"weak": ordered(), "toes": question(screen=2, worse="no", clarifies="weak")},
                {"toes": rule(no("toes"), atLeast="sameDay")},
            )
        ),
        "rugpijn",
        {},
    ),
    "advice that has lost its contraindication": Broken(
        Check.CONTRAINDICATED,
        without_contraindications(
            unchecked(
                records(
                    PAIN_AND_FEVER,
                    {"pain": rule(yes("pain"), atLeast="withinDays")},
                    adviceChoice={"row": advice(["withinDays"], yes("fever"), withheld=[yes("pain")])},
                )
            )
        ),
        "walk",
        {"pain": YES, "fever": YES},
    ),
}
