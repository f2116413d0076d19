/** How a call went, in a word for its chip and a sentence for its row. */
import type { Decision, Step } from "./decision.ts";
import type { Names, Party } from "./names.ts";
import { stepSentence, targetName } from "./plan.ts";
import type { Words } from "./say.ts";

export interface ToldCall {
  readonly direction: "in" | "out";
  readonly from: Party;
  readonly to: string;
  readonly via?: string | undefined;
  readonly began: number;
  readonly answered?: number | undefined;
  readonly ended?: number | undefined;
  readonly outcome?: "answered" | "missed" | "message" | "forwarded" | "rejected" | undefined;
  readonly cause?: unknown;
  readonly state?: string | undefined;
  readonly legs: readonly {
    readonly target: string;
    readonly state: string;
    readonly cause?: unknown;
  }[];
}

export type Colour = "pine" | "amber" | "clay" | "sky" | "plum" | "plain";

/** The other party: who rang, or who was called. */
export function otherParty(call: ToldCall, names: Names, words: Words): string {
  if (call.direction === "in") return names.party(call.from);
  if (call.to === "echo") return words.say("party.echo");
  return names.number(call.to);
}

export function colourOf({ outcome, direction }: ToldCall): Colour {
  switch (outcome) {
    case "answered":
      return direction === "in" ? "pine" : "sky";
    case "missed":
      return direction === "in" ? "clay" : "plain";
    case "message":
      return "plum";
    case "forwarded":
      return "sky";
    case "rejected":
      return "plain";
    default:
      return "amber";
  }
}

/** "Answered in Kitchen, 12 min". */
export function outcomeWords(call: ToldCall, names: Names, words: Words): string {
  const { outcome, answered, ended } = call;
  const length =
    answered !== undefined && ended !== undefined ? words.briefly(ended - answered) : "none";
  if (outcome === undefined) return words.say("outcome.live", { state: call.state ?? "" });
  const device = answeredBy(call, names);
  return words.say("outcome", {
    outcome,
    direction: call.direction,
    device: call.direction === "in" && device !== "" ? device : "none",
    length,
    cause: causeWords(call.cause, words),
  });
}

/** The name of the telephone that answered, if one did. */
export function answeredBy(call: ToldCall, names: Names): string {
  const states = ["answered", "talking", "held"];
  const leg = call.legs.find(
    ({ state, cause }) => states.includes(state) || kindOf(cause) === "normal",
  );
  return leg ? names.device(leg.target) : "";
}

export const kindOf = (cause: unknown): string => {
  if (typeof cause === "string") return cause;
  const kind = (cause as { kind?: unknown } | null | undefined)?.kind;
  return typeof kind === "string" ? kind : "";
};

export const causeWords = (cause: unknown, { say }: Words): string =>
  kindOf(cause) === "" ? "" : say("cause.words", { kind: kindOf(cause) });

/** "Rang Kitchen and This browser, because of “Family always gets through”". */
export function reasonLine(decision: Decision | undefined, names: Names, words: Words): string {
  const rule = decision?.because.at(-1)?.rule;
  const [first] = decision?.plan ?? [];
  if (!first) return "";
  const did = didSentence(first, names, words);
  return rule === undefined ? did : words.say("reason.line", { did, rule: names.rule(rule) });
}

function didSentence(step: Step, names: Names, words: Words): string {
  switch (step.do) {
    case "ring": {
      const targets = words.list(step.targets.map((target) => targetName(target, names)));
      return words.say("did.ring", { targets });
    }
    case "forward":
      return words.say("did.forward", { target: targetName(step.to, names) });
    case "mailbox":
    case "reject":
      return words.say(`did.${step.do}`);
    default:
      return stepSentence(step, words, names);
  }
}
