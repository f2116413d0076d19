/** What a plan does, step by step and in one line. */
import type { PlanTarget } from "#telephony/directing/plan.ts";
import type { Target } from "#telephony/settings/step.ts";
import type { RuleStep, Step } from "./decision.ts";
import type { Names } from "./names.ts";
import type { Words } from "./say.ts";

export const targetName = (target: PlanTarget | Target, names: Names): string => {
  if ("everyDevice" in target) return names.everyDevice();
  if ("person" in target) return names.person(target.person);
  if ("device" in target) return names.device(target.device);
  return "number" in target ? names.number(target.number) : target.address;
};

/** All that hear it. */
export const spokenTo = ({
  target,
  also = [],
}: Extract<Step | RuleStep, { do: "speak" }>): readonly (PlanTarget | Target)[] => [
  target,
  ...also,
];

/** "Ring Kitchen and this browser, 25 seconds". */
export function stepSentence(step: Step | RuleStep, words: Words, names: Names): string {
  const { say, list } = words;
  switch (step.do) {
    case "ring": {
      const targets = list(step.targets.map((target) => targetName(target, names)));
      return say("step.ring", { targets, seconds: step.for, order: step.order });
    }
    case "forward":
      return say("step.forward", { target: targetName(step.to, names) });
    case "interrupt":
      return say("step.interrupt", { target: targetName(step.target, names) });
    case "speak":
      return say("step.speak", {
        target: list(spokenTo(step).map((one) => targetName(one, names))),
      });
    case "announce":
      return say("step.announce", { prompt: step.prompt });
    case "screen":
      return say("step.screen");
    case "ask":
      return say("step.ask");
    case "decide":
      return say("step.decide");
    case "mailbox":
      return say("step.mailbox", { greeting: step.greeting ?? "" });
    case "room":
      return say("step.room", { room: names.room(step.room) });
    case "reject":
      return say("step.reject", { cause: say("cause.words", { kind: step.cause }) });
    case "messages":
    case "echo":
    case "service":
      return say(`step.${step.do}`);
    default:
      return String((step as { do?: unknown }).do);
  }
}

/** "Ring Kitchen, 20 seconds, then take a message". */
export const planSentence = (
  plan: readonly (Step | RuleStep)[],
  words: Words,
  names: Names,
): string =>
  plan
    .map((step) => stepSentence(step, words, names))
    .reduce((before, next) => words.say("plan.then", { before, next: lowerFirst(next, words) }));

const lowerFirst = (text: string, { locale }: Words): string =>
  text.charAt(0).toLocaleLowerCase(locale) + text.slice(1);
