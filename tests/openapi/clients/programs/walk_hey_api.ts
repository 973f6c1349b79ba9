// The same walk with the client of @hey-api/openapi-ts: functions, and an error that is the problem itself.
import { createAssessment, getSection, getTopic, listTopics, type Answer, type AskedQuestion } from "../index";
import { client } from "../client.gen";

client.setConfig({ baseUrl: process.argv[2]! });

function reply(question: AskedQuestion): Answer {
  if (question.number !== null) {
    const number = Math.max(question.number.minimum, Math.min(40, question.number.maximum));
    return { question: question.slug, number };
  }
  const value = question.kind === "yesNo" ? "no" : question.choices[0]!.value;
  return { question: question.slug, choices: [value] };
}

async function walk(): Promise<void> {
  const topic = (await listTopics({ throwOnError: true })).data.topics[0]!.slug;
  const article = (await getTopic({ path: { topic }, throwOnError: true })).data;
  const path = { topic, section: article.sections[0]!.slug };
  const { section } = (await getSection({ path, query: { language: "nl" }, throwOnError: true })).data;
  const answers: Answer[] = [];
  const screens: string[] = [];
  for (;;) {
    const body = { release: article.release.number, answers };
    const assessment = (await createAssessment({ path: { topic }, body, throwOnError: true })).data;
    if (assessment.status === "question") {
      screens.push(assessment.nextScreen!.slug);
      answers.push(...assessment.nextScreen!.questions.map(reply));
      continue;
    }
    const unknown = { answers: [{ question: "fevr", unknown: true }] };
    const { error } = await createAssessment({ path: { topic }, body: unknown });
    const told = {
      topic,
      sections: article.sections.length,
      section: section.title,
      screens,
      answers,
      at: assessment.at,
      urgency: assessment.outcome!.urgency,
      digest: assessment.outcomeDigest,
      problem: [error!.status, error!.errors[0]!.code, error!.errors[0]!.pointer],
    };
    console.log(JSON.stringify(told));
    return;
  }
}

void walk();
