// What a partner writes with the generated TypeScript client: from the list of topics to the outcome of a triage.
import {
  type Answer,
  type AskedQuestion,
  AssessmentStatus,
  Configuration,
  ContentApi,
  Language,
  ProblemFromJSON,
  QuestionKind,
  ResponseError,
  TriageApi,
} from "../index";

const configuration = new Configuration({ basePath: process.argv[2]! });
const [content, triage] = [new ContentApi(configuration), new TriageApi(configuration)];

// No to every yes or no, the lowest number that is allowed over 40, and the first choice.
function reply(question: AskedQuestion): Answer {
  if (question.number !== null) {
    const number = Math.max(question.number.minimum, Math.min(40, question.number.maximum));
    return { question: question.slug, number };
  }
  const value = question.kind === QuestionKind.yesNo ? "no" : question.choices[0]!.value;
  return { question: question.slug, choices: [value] };
}

async function refused(topic: string): Promise<[number, string, string | undefined]> {
  try {
    await triage.createAssessment({ topic, assessmentRequest: { answers: [{ question: "fevr", unknown: true }] } });
  } catch (error) {
    if (!(error instanceof ResponseError)) throw error;
    const problem = ProblemFromJSON(await error.response.json());
    return [problem.status, problem.errors[0]!.code, problem.errors[0]!.pointer];
  }
  throw new Error("a question that does not exist was accepted");
}

async function walk(): Promise<void> {
  const topic = (await content.listTopics()).topics[0]!.slug;
  const article = await content.getTopic({ topic });
  const { section } = await content.getSection({ topic, section: article.sections[0]!.slug, language: Language.nl });
  const answers: Answer[] = [];
  const screens: string[] = [];
  for (;;) {
    const assessmentRequest = { release: article.release.number, answers };
    const assessment = await triage.createAssessment({ topic, assessmentRequest });
    if (assessment.status === AssessmentStatus.question) {
      screens.push(assessment.nextScreen!.slug);
      answers.push(...assessment.nextScreen!.questions.map(reply));
      continue;
    }
    const told = {
      topic,
      sections: article.sections.length,
      section: section.title,
      screens,
      answers,
      at: assessment.at.toISOString(),
      urgency: assessment.outcome!.urgency,
      digest: assessment.outcomeDigest,
      problem: await refused(topic),
    };
    console.log(JSON.stringify(told));
    return;
  }
}

void walk();
