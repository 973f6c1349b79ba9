"""What a partner writes with the generated Python client: from the list of topics to the outcome of a triage."""

import json
import sys

from rugpijn_client import (
    Answer,
    ApiClient,
    ApiException,
    AskedQuestion,
    AssessmentRequest,
    AssessmentStatus,
    Configuration,
    ContentApi,
    QuestionKind,
    TriageApi,
)


def reply(question: AskedQuestion) -> Answer:
    """No to every yes or no, the lowest number that is allowed over 40, and the first choice."""
    if question.number is not None:
        return Answer(question=question.slug, number=max(question.number.minimum, min(40, question.number.maximum)))
    value = "no" if question.kind == QuestionKind.yesNo else question.choices[0].value
    return Answer(question=question.slug, choices=[value])


with ApiClient(Configuration(host=sys.argv[1])) as client:
    content, triage = ContentApi(client), TriageApi(client)
    topic = content.list_topics().topics[0]
    article = content.get_topic(topic.slug)
    section = content.get_section(topic.slug, article.sections[0].slug, language="nl").section
    answers: list[Answer] = []
    shown = []
    while True:
        request = AssessmentRequest(release=article.release.number, answers=answers)
        assessment = triage.create_assessment(topic.slug, request)
        if assessment.status == AssessmentStatus.outcome:
            break
        shown.append(assessment.next_screen.slug)
        answers += [reply(question) for question in assessment.next_screen.questions]
    try:
        triage.create_assessment(topic.slug, AssessmentRequest(answers=[Answer(question="fevr", unknown=True)]))
        raise SystemExit("a question that does not exist was accepted")
    except ApiException as refused:
        problem = refused.data

print(
    json.dumps(
        {
            "topic": topic.slug,
            "sections": len(article.sections),
            "section": section.title,
            "screens": shown,
            "answers": [json.loads(answer.to_json()) for answer in answers],
            "at": assessment.at.isoformat(),
            "urgency": assessment.outcome.urgency.value,
            "digest": assessment.outcome_digest,
            "problem": [problem.status, problem.errors[0].code, problem.errors[0].pointer],
        }
    )
)
