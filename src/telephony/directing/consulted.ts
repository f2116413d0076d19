/** What became of asking an owner's service to decide (`do: decide`): a fact like any other. */
import type { Step } from "#telephony/settings/step.ts";
import { eachStep } from "#telephony/settings/walk.ts";
import type { Reason } from "./condition.ts";
import type { Consulted } from "./facts.ts";

type Known = Readonly<Record<string, Consulted>> | undefined;

export const consultedAbout = (url: string, known: Known): Consulted | undefined =>
  known && Object.hasOwn(known, url) ? known[url] : undefined;

/** Of the services that these steps ask: which have answered, and which have not. */
export const consultations = (steps: readonly Step[], known: Known): readonly Reason[] =>
  eachStep(steps, []).flatMap(([step]): readonly Reason[] => {
    const found = step.do === "decide" ? consultedAbout(step.url, known) : undefined;
    if (step.do !== "decide" || !found) return [];
    const { host } = new URL(step.url);
    return "failed" in found
      ? [{ matched: false, code: "decide.failed", params: { host, why: found.failed.code } }]
      : [{ matched: true, code: "decide.answered", params: { host } }];
  });
