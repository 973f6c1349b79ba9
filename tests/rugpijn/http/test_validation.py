from rest_framework import serializers
from rest_framework.exceptions import ValidationError

from rugpijn.http.validation import faults_of


class AnswerSerializer(serializers.Serializer[object]):
    question = serializers.CharField(max_length=5)
    choices = serializers.ListField(child=serializers.CharField(), required=False)


class BodySerializer(serializers.Serializer[object]):
    answers = AnswerSerializer(many=True)
    release = serializers.IntegerField(min_value=1)


def faults(sent: object) -> dict[str | None, str]:
    serializer = BodySerializer(data=sent)
    try:
        serializer.is_valid(raise_exception=True)
    except ValidationError as error:
        return {fault.pointer: fault.code for fault in faults_of(error)}
    return {}


def test_every_fault_has_its_pointer() -> None:
    sent = {"answers": [{"question": "fever"}, {"question": "too long"}, {"choices": "x"}], "release": 0}
    assert faults(sent) == {
        "/answers/1/question": "max-length",
        "/answers/2/question": "required",
        "/answers/2/choices": "not-a-list",
        "/release": "min-value",
    }


def test_fault_of_the_whole_points_at_the_whole() -> None:
    assert faults([]) == {"": "invalid"}


def test_good_body_has_no_faults() -> None:
    assert faults({"answers": [{"question": "fever"}], "release": 1}) == {}


def test_faults_are_told_in_both_languages() -> None:
    (fault,) = faults_of(ValidationError({"release": ["x"]}, code="required"))
    assert (fault.detail.nl, fault.detail.en) == ("Dit veld ontbreekt. Vul het in.", "This field is missing. Add it.")


def test_unknown_code_still_says_something() -> None:
    (fault,) = faults_of(ValidationError("x", code="odd_one"))
    assert (fault.code, fault.detail.nl) == ("odd-one", "Deze waarde klopt niet.")
