/** What a rule does, step by step: each step is one stressed phrase, with whom it reaches and how long. */
import type { Target } from "#telephony/settings/step.ts";
import type { RuleStep } from "../decision.ts";
import { spokenTo, targetName } from "../plan.ts";
import { marked } from "../say.ts";
import type { Told } from "./condition.ts";

/** "ring Kitchen for 20 seconds, then take a message", each step marked with its place: `then/0`. */
export function stepsPhrase(steps: readonly RuleStep[], at: string, told: Told): string {
  const { say } = told.words;
  if (steps.length === 0) return marked("emWhat", at, say("rule.nothing"));
  return steps
    .map((step, i) => stepClause(step, `${at}/${i}`, told))
    .reduce((before, next) => say("rule.then", { before, next }));
}

/** With what a pressed key, or a service that does not answer, leads to. */
function stepClause(step: RuleStep, at: string, told: Told): string {
  const { say } = told.words;
  const own = marked(step.do === "reject" ? "emNo" : "emWhat", at, stepPhrase(step, told));
  if (step.do === "ask") {
    const keys = step.keys.map(({ key, then }, i) =>
      say("rule.onKey", { key, what: stepsPhrase(then, `${at}/keys/${i}/then`, told) }),
    );
    const choices = [...keys, ...(step.extensions ? [say("rule.onExtension")] : [])];
    if (choices.length === 0) return own;
    return say("rule.asked", {
      ask: own,
      keys: choices.reduce((before, next) => say("rule.orKey", { before, next })),
    });
  }
  return step.do === "decide"
    ? say("rule.decided", { ask: own, what: stepsPhrase(step.otherwise, `${at}/otherwise`, told) })
    : own;
}

/** One step alone, without what hangs on it. */
export function stepPhrase(step: RuleStep, told: Told): string {
  const { words, names } = told;
  const { say } = words;
  const all = (targets: readonly Target[]): string =>
    words.list(targets.map((one) => targetPhrase(one, told)));
  switch (step.do) {
    case "ring":
      return say("do.ring", {
        targets: all(step.targets),
        n: step.targets.length,
        order: step.order,
        seconds: step.for,
        busy: step.whenBusy,
        on: step.keepRinging ? "yes" : "no",
        cadence: cadenceOf(step.cadence),
      });
    case "forward":
      return say("do.forward", { target: targetPhrase(step.to, told) });
    case "interrupt":
      return say("do.interrupt", {
        target: targetPhrase(step.target, told),
        existing: step.existing,
      });
    case "speak":
      return say("do.speak", { targets: all(spokenTo(step) as Target[]), seconds: step.for });
    case "announce":
      return say("do.announce", { prompt: step.prompt });
    case "screen":
      return say("do.screen", {
        targets: all(step.targets),
        seconds: step.for,
        by: step.by,
      });
    case "mailbox":
      return say("do.mailbox", { greeting: step.greeting ?? "none" });
    case "room":
      return say("do.room", { room: names.room(step.room) });
    case "reject":
      return say("do.reject", { cause: step.cause });
    case "ask":
      return say("do.ask", { prompt: step.prompt, seconds: step.for });
    case "decide":
      return say("do.decide", { host: hostOf(step.url), seconds: step.for });
    default:
      return names.rule(String((step as { do?: unknown }).do));
  }
}

/** "r4" is the fourth of the rings; others have no number. */
const cadenceOf = (cadence = ""): string => /^r([1-9])$/.exec(cadence)?.[1] ?? "none";

const hostOf = (url: string): string => {
  try {
    return new URL(url).host;
  } catch {
    return url;
  }
};

/** "Anna after 10 seconds, with a key press". */
function targetPhrase(target: Target, { words, names }: Told): string {
  const via = "via" in target ? target.via : undefined;
  return words.say("do.target", {
    name: targetName(target, names),
    after: target.after ?? 0,
    confirm: target.confirm ? "yes" : "no",
    via: via === undefined ? "none" : names.account(via),
  });
}
