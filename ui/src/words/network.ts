/** What a network check found, in words, and all of it as text. */
import type { Schemas } from "../api/client.ts";
import { network } from "./en/network.ts";
import type { MessageId } from "./en.ts";
import type { Words } from "./say.ts";

export type NetworkFinding = Schemas["NetworkFinding"];
export type Network = Schemas["Network"];
export type NetworkCheck = Schemas["NetworkCheck"];

/** Codes that are newer than this page are said in English, as the server does. */
export function findingSentence({ code, params, detail }: NetworkFinding, { say }: Words): string {
  const id = `network.${code}`;
  return id in network ? say(id as MessageId, params) : detail;
}

export function stepName(id: string, { say }: Words): string {
  const name = `network.step.${id}`;
  return name in network ? say(name as MessageId) : id;
}

const marks: Readonly<Record<NetworkFinding["verdict"], string>> = {
  well: "✓",
  mind: "!",
  wrong: "✗",
  unknown: "?",
};

/** For whoever is asked to help. */
export function checkText({ began, steps, result }: NetworkCheck, words: Words): string {
  const lines = steps.flatMap(({ id, finding }) =>
    finding
      ? [`${marks[finding.verdict]} ${stepName(id, words)}: ${findingSentence(finding, words)}`]
      : [],
  );
  const head = `${words.say("network.title")}, ${new Date(began).toISOString()}`;
  return [head, ...(result ? [findingSentence(result, words)] : []), ...lines, ""].join("\n");
}
