/** How a call went, in a word for its chip and a sentence for its row. */
import type { Decision, Step } from "./decision.ts";
import type { Names, Party } from "./names.ts";
import { stepSentence, targetName } from "./plan.ts";
import { refusedSentence } from "./refused.ts";
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
  /** It was only a test. */
  readonly test?: string | undefined;
  /** Of rules that were not kept. */
  readonly drafted?: true | undefined;
  readonly state?: string | undefined;
  readonly legs: readonly {
    readonly target: string;
    readonly state: string;
    readonly cause?: unknown;
  }[];
}

export type Colour = "pine" | "amber" | "clay" | "sky" | "plum" | "plain";

/** The other party: who rang, or who was called. */
export function otherParty(call: ToldCall, names: Names): string {
  return call.direction === "in" ? names.party(call.from) : names.leg(call.to);
}

export function colourOf({ outcome, direction, test }: ToldCall): Colour {
  if (test !== undefined && outcome !== undefined) return "plain";
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

/** "Kitchen answered, 12 min". */
export function outcomeWords(call: ToldCall, names: Names, words: Words): string {
  const { outcome, answered, ended, direction, cause } = call;
  const length =
    answered !== undefined && ended !== undefined ? words.briefly(ended - answered) : "none";
  if (outcome === undefined) return words.say("outcome.live", { state: call.state ?? "" });
  const device = direction === "in" ? answeredBy(call) : undefined;
  const went = words.say("outcome", {
    outcome,
    direction,
    device: device === undefined ? "none" : names.title(device),
    length,
    kind: kindOf(cause),
  });
  if (call.test === undefined) return went;
  return words.say("outcome.test", { went, drafted: call.drafted ? "yes" : "no" });
}

const answering = ["answered", "talking", "held"];

/** The telephone that answered, if one did. */
const answeredBy = ({ legs }: ToldCall): string | undefined =>
  legs.find(({ state, cause }) => answering.includes(state) || kindOf(cause) === "normal")?.target;

export const kindOf = (cause: unknown): string => {
  if (typeof cause === "string") return cause;
  const kind = (cause as { kind?: unknown } | null | undefined)?.kind;
  return typeof kind === "string" ? kind : "";
};

export function causeWords(cause: unknown, { say }: Words): string {
  if (textOf(cause) === "test.inside") return say("cause.inside");
  if (textOf(cause).startsWith("limit.")) return say("cause.words", { kind: "notAllowed" });
  return kindOf(cause) === "" ? "" : say("cause.words", { kind: kindOf(cause) });
}

/** Why we refused it ourselves, and not who was called: the code of a limit, or of a test. */
const textOf = (cause: unknown): string =>
  typeof cause === "object" && cause !== null && "text" in cause ? String(cause.text) : "";

const notRung = ["unreachable", "unknown"];

/** "Rang Kitchen and this browser, because of “Family always gets through”". */
export function reasonLine(
  { direction, via, legs }: ToldCall,
  decision: Decision | undefined,
  names: Names,
  words: Words,
): string {
  const because = decision?.because.at(-1);
  const [first] = decision?.plan ?? [];
  if (!first) return "";
  if (direction === "out") {
    const refused = because && refusedSentence(because.code, words);
    if (refused !== undefined) return refused;
    if (because?.code === "transfer.asked") return words.say("reason.transferred");
    return via === undefined ? "" : words.say("reason.from", { device: names.leg(via) });
  }
  const silent = legs.filter(({ cause }) => notRung.includes(kindOf(cause)));
  const off = new Set(silent.map(({ target }) => target));
  const did = didSentence(first, off, names, words);
  return because === undefined
    ? did
    : words.say("reason.line", { did, rule: names.rule(because.rule) });
}

/** `off`: telephones that were asked and could not ring. */
function didSentence(step: Step, off: ReadonlySet<string>, names: Names, words: Words): string {
  switch (step.do) {
    case "ring": {
      const rung = step.targets.filter((target) => !("device" in target && off.has(target.device)));
      if (rung.length === 0) return words.say("did.ringNone");
      const targets = words.list(rung.map((target) => targetName(target, names)));
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
