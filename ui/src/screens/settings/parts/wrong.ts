/** What is wrong with a part of the settings, in the words of its form. */
import type { PathProblem } from "../../../api/client.ts";
import type { Words } from "../../../words/say.ts";

/** Keys whose writing is told with an example. */
const written = {
  server: "host",
  proxy: "host",
  number: "number",
  numbers: "short",
  test: "short",
  address: "address",
  url: "web",
  ics: "web",
  caldav: "web",
  carddav: "web",
  email: "email",
  from: "email",
  pin: "pin",
  authorities: "pem",
  authority: "pem",
  certificate: "web",
  prefix: "prefix",
  like: "like",
  reference: "web",
} as const;

const plain = {
  "settings.missing": "missing",
  "settings.testCallsForHelp": "test",
  "settings.prefixIsCode": "code",
  "settings.duplicateId": "twice",
} as const;

/** It is named, and not there. */
const unknownName = "settings.unknown.";

/** One problem as a sentence; what this page has no words for is told as the server says it. */
function wrongSentence({ path, code, detail }: PathProblem, { say }: Words): string {
  const keys = path.split("/").filter((key) => !/^\d*$/.test(key));
  const key = keys.at(-1) ?? "";
  const known = Object.entries(plain).find(([one]) => one === code)?.[1];
  if (known) return say(`wrong.${known}`);
  if (code.startsWith(unknownName)) return say("wrong.gone");
  const how = Object.entries(written).find(([one]) => one === key)?.[1];
  if (code === "settings.malformed") return say(`wrong.${how ?? "malformed"}`);
  if (code === "settings.outOfRange" || code === "settings.wrongType")
    return say(how === undefined ? "wrong.range" : `wrong.${how}`);
  if (code === "settings.contradiction" && key === "secret") return say("wrong.spilt");
  return detail;
}

const isIn = (path: string, place: string): boolean =>
  path === place || path.startsWith(`${place}/`);

/** What is wrong at that place, or within it. */
export function wrongAt(
  problems: readonly PathProblem[],
  place: string,
  words: Words,
): string | undefined {
  const found = problems.find(({ path }) => isIn(path, place));
  return found && wrongSentence(found, words);
}

/** What no field of the form can show: told beside it, each once. */
export function besidesFields(
  problems: readonly PathProblem[],
  fields: readonly string[],
  words: Words,
): readonly string[] {
  const others = problems.filter(({ path }) => !fields.some((place) => isIn(path, place)));
  return [...new Set(others.map((one) => besideSentence(one, words)))];
}

/** A rule that speaks of what is not there any more hinders a removal. */
function besideSentence(problem: PathProblem, words: Words): string {
  const { path, code } = problem;
  if (code.startsWith(unknownName) && path.startsWith("/rules/"))
    return words.say("wrong.ruleSpeaks");
  return wrongSentence(problem, words);
}
