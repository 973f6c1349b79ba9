// Reads each answer with the generated TypeScript client and writes it again: round_trip.js ANSWERS WRITTEN.
import { readFileSync, writeFileSync } from "node:fs";
import * as client from "../index";

type Told = { schema: string; body: unknown };
type Step = (value: unknown) => unknown;

const steps = client as unknown as Record<string, Step>;
const [answers, written] = process.argv.slice(2) as [string, string];
const read = (JSON.parse(readFileSync(answers, "utf8")) as Told[]).map(({ schema, body }) => {
  const [from, to] = [steps[`${schema}FromJSON`], steps[`${schema}ToJSON`]];
  if (!from || !to) throw new Error(`the client has no ${schema}`);
  return to(from(body));
});
writeFileSync(written, JSON.stringify(read));
