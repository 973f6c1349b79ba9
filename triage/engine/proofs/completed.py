"""Patients who have answered everything that is asked, and nothing else."""

from triage.engine.proofs.circuit import Literal
from triage.engine.proofs.readings import Patients


def completed(patients: Patients) -> Literal:
    """Everything that is asked is answered, and nothing else; nothing is open."""
    circuit = patients.circuit
    each: list[Literal] = []
    for slug, symbol in patients.symbols.items():
        given, (asked, hidden) = symbol.given(circuit), patients.visible(slug)
        each += [circuit.any_of([-given, asked]), circuit.any_of([given, hidden])]
    return circuit.all_of(each)
