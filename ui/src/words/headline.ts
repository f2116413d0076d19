/** Home's one sentence: what happens if somebody rings now. Equal answers are said once. */
import type { Probe } from "#telephony/directing/probes.ts";
import type { Decision, Step } from "./decision.ts";
import type { Names } from "./names.ts";
import { spokenTo, targetName } from "./plan.ts";
import { keyed, type Words } from "./say.ts";

export interface Answered {
  readonly probe: Probe;
  readonly decision: Decision;
}

export interface Surroundings {
  readonly line: "free" | "ringing" | "talking" | "offline";
  /** Devices that can ring: a plan that only rings others rings nobody. */
  readonly awake: ReadonlySet<string>;
}

/** Each stressed part names the rule that decides so. */
export function headline(
  answers: readonly Answered[],
  around: Surroundings,
  words: Words,
  names: Names,
): string {
  const told = answers.map(({ probe, decision }) => ({
    who: probe.who,
    rule: decision.because.at(-1)?.rule ?? "",
    ...whatHappens(decision.plan, around, words, names),
  }));
  const line = around.line === "talking" || around.line === "ringing" ? around.line : "free";
  const [one] = told;
  const agreed = one && told.every(({ first, then }) => first === one.first && then === one.then);
  if (agreed) return keyed(words.say("headline.all", { line, ...one }), one.rule);
  const said = new Map<string, { readonly rule: string; readonly who: Probe["who"][] }>();
  for (const { who, first, rule } of told)
    said.set(first, { rule, who: [...(said.get(first)?.who ?? []), who] });
  const clauses = [...said].map(([what, { who, rule }]) =>
    keyed(words.say("headline.clause", { who: whoAll(who, words), what }), rule),
  );
  return words.say("headline", { line, clauses: words.list(clauses) });
}

/** Whoever is not family is everybody else. */
const whoAll = (who: readonly Probe["who"][], { say, list }: Words): string =>
  who.includes("strangers") && who.includes("hidden") && !who.includes("family")
    ? say(who.includes("contacts") ? "headline.others" : "headline.unknown")
    : list(who.map((one) => say(`headline.${one}`)));

/** `then` is "none" where nothing follows. */
interface Happening {
  readonly first: string;
  readonly then: string;
}

/** "ring Kitchen and this browser", then "reach voicemail"; without who. */
function whatHappens(
  plan: readonly Step[],
  around: Surroundings,
  words: Words,
  names: Names,
): Happening {
  const steps = plan.filter((step) => step.do !== "ring" || rings(step, around.awake));
  const [first, second] = steps;
  if (!first) return { first: words.say("headline.nobody"), then: "none" };
  if (first.do === "mailbox" && steps.length < plan.length)
    return { first: words.say("headline.silentMailbox"), then: "none" };
  const follows = first.do === "ring" ? second : undefined;
  return {
    first: stepClause(first, around, words, names),
    then: follows ? stepClause(follows, around, words, names) : "none",
  };
}

type Ring = Extract<Step, { do: "ring" }>;
const rings = (step: Ring, awake: ReadonlySet<string>): boolean =>
  step.targets.some((target) => !("device" in target) || awake.has(target.device));

function stepClause(step: Step, { line, awake }: Surroundings, words: Words, names: Names): string {
  const { say } = words;
  switch (step.do) {
    case "ring":
      return line === "talking" && step.whenBusy === "wait"
        ? say("headline.beep")
        : say("headline.ring", ringing(step, awake, words, names));
    case "forward":
      return say("headline.forward", { target: targetName(step.to, names) });
    case "interrupt":
      return say("headline.interrupt", { target: targetName(step.target, names) });
    case "speak":
      return say("headline.speak", {
        target: words.list(spokenTo(step).map((one) => targetName(one, names))),
      });
    case "screen":
      return say("headline.screen");
    case "mailbox":
      return say("headline.mailbox");
    case "room":
      return say("headline.room", { room: names.room(step.room) });
    case "reject":
      return say("headline.reject", { cause: step.cause });
    default:
      return say("headline.hear");
  }
}

function ringing(step: Ring, awake: ReadonlySet<string>, words: Words, names: Names) {
  const heard = step.targets.filter((target) => !("device" in target) || awake.has(target.device));
  return {
    targets: words.list(heard.map((target) => targetName(target, names))),
    n: heard.length,
    seconds: step.for,
  };
}
