"""From a finding of the evidence to the questions, the rules, the promises and the vignettes: `trace.md`."""

from collections.abc import Iterable, Iterator

from tests.clinical_safety.figures import figures
from tests.triage.library.evidence import Finding, findings, promises_of, stories
from tests.triage.library.reader import protocol
from triage.engine.codec import encode
from triage.engine.records import Rule
from triage.engine.urgency import Urgency
from triage.sentences import sentence

SHOWN = 3
HEAD = """# From evidence to patient

Made by `make trace` from [`evidence.yaml`](evidence.yaml) and the library; a test holds that it is current.
Edit those, not this. How to read it: [README](README.md).

"""
OF_FINDINGS = """
## Findings

A rule is a link to its words below. A floor is the promise that nobody whom it is about ends less urgent than this,
whatever else was answered; a ceiling, that what is ordinary ends no more urgent. Both are proved over every patient
there can be.

| finding | questions | rules | promises | vignettes |
|---|---|---|---|---|
"""
OF_RULES = """
## Rules

In the words that a person reads. *Unsure*: what "weet ik niet" leads to by this rule alone; a dash: nothing. The
vignettes are those in which the engine, walking the interview, lets the rule count for certain.

| rule | when | at least | unsure | evidence, sources | vignettes |
|---|---|---|---|---|---|
"""


def rendered() -> str:
    return "".join((HEAD, figures(), OF_FINDINGS, *_findings(), OF_RULES, *_rules()))


def _findings() -> Iterator[str]:
    for slug, finding in findings().items():
        yield _row(
            _lines((f"**{slug}** {finding['what']}", f"*{_kind(finding)}*", *_why(finding))),
            _lines(finding.get("questions", ())),
            _lines((*(f"[{rule}](#{rule})" for rule in finding["rules"]), *_advice(finding))) or "none",
            _lines(_promises(finding)),
            _lines(finding.get("vignettes", ())),
        )


def _why(finding: Finding) -> Iterator[str]:
    if "why" in finding:
        yield str(finding["why"])


def _advice(finding: Finding) -> Iterator[str]:
    yield from (f"advice: {slug}" for slug in finding.get("advice", ()))


def _kind(finding: Finding) -> str:
    return ", ".join(str(finding[key]) for key in ("kind", "urgency", "evidence") if key in finding)


def _promises(finding: Finding) -> Iterator[str]:
    rules = {rule.slug: rule for rule in protocol().rules}
    floors = (floor for slug in finding["rules"] for floor in promises_of(rules[slug]))
    yield from dict.fromkeys(f"{floor.slug}: {floor.urgency.json_name}" for floor in floors)
    yield from finding.get("ceilings", ())


def _rules() -> Iterator[str]:
    words = encode(protocol())
    for rule in protocol().rules:
        counted = stories(rule.slug)
        more = [f"and {len(counted) - SHOWN} more"] if len(counted) > SHOWN else []
        yield _row(
            f'<a id="{rule.slug}"></a>{rule.slug}',
            sentence(words["rule"][rule.slug]["when"], words["question"]),
            _at_least(rule),
            _named(rule.if_uncertain),
            f"{rule.evidence.value}: {', '.join(rule.sources)}",
            _lines((*counted[:SHOWN], *more)),
        )


def _at_least(rule: Rule) -> str:
    return "one level higher" if rule.at_least is None else rule.at_least.json_name


def _named(urgency: Urgency | None) -> str:
    return "–" if urgency is None else urgency.json_name


def _lines(items: Iterable[str]) -> str:
    return "<br>".join(items)


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |\n"
