/** A line's story: events as a person would act, and one line a step, as a person would note it. */
import { replay } from "#kit/machine.ts";
import { because, type LegCommand, type LegId } from "#telephony/call/leg.ts";
import type {
  LineEffect,
  LineEvent,
  LineFacts,
  LineSignal,
  LineState,
  LineTimer,
} from "#telephony/line/line.ts";
import { lineMachine } from "#telephony/line/lineMachine.ts";
import { dialled } from "#telephony/number/dialled.ts";
import type { DialPlan } from "#telephony/number/dialPlan.ts";

const plan: DialPlan = {
  home: { country: "CA", areaCode: "613" },
  help: ["911", "112"],
  shortNumbers: false,
  telephones: [],
  rooms: [],
  codes: "nanp",
  speedDials: {},
};
export const facts: LineFacts = {
  messagesWaiting: false,
  forwarding: false,
  callWaiting: true,
  flash: "plain",
  transferOnHook: false,
  flashAdds: false,
  nextLeg: "out1.a" as LegId,
  dialPlan: (digits) => dialled(digits, plan),
};

export const on = (
  what: "offHook" | "onHook" | "flash" | "modem" | "messagesChanged",
): LineEvent => ({
  on: what,
});
export const digit = (key: string): LineEvent => ({ on: "digit", digit: key, by: "signal" });
export const dial = (digits: string): LineEvent[] => [...digits].map(digit);
export const timer = (name: LineTimer): LineEvent => ({ on: "timer", timer: name });
export const to = (leg: string, command: LegCommand): LineEvent => ({
  on: "leg",
  leg: leg as LegId,
  command,
});
export const ring = (leg: string, more: Partial<LegCommand & { do: "ring" }> = {}): LineEvent =>
  to(leg, { do: "ring", caller: { name: "Margaret" }, whenBusy: "wait", ...more });
export const end = (leg: string, kind: "normal" | "busy" | "cancelled" = "normal"): LineEvent =>
  to(leg, { do: "end", cause: because(kind) });
export const progress = (audio: boolean): LineEvent => to("out1.a", { do: "progress", audio });
/** The far end of the call that was placed. */
export const answer = to("out1.a", { do: "answer", mode: "normal" });

/* One line a step, as a person would note it. */

function signalled(signal: LineSignal): string {
  if (signal.do === "tone") return `${signal.tone} tone`;
  if (signal.do === "messageLamp") return signal.lit ? "lamp on" : "lamp off";
  if (signal.do === "callWaiting") return `beep for ${signal.caller.name}`;
  if (signal.do !== "ring") return signal.do;
  return `ring ${signal.cadence}${signal.announced ? ", announced" : ""}`;
}

export function word(effect: LineEffect): string {
  switch (effect.do) {
    case "signal":
      return signalled(effect.signal);
    case "tell": {
      const { event } = effect;
      const how = event.on === "answered" && event.manner ? ` by ${event.manner}` : "";
      return `${effect.leg} ${event.on}${event.on === "ended" ? ` ${event.cause.kind}` : how}`;
    }
    case "place":
      return `place ${effect.digits}${effect.emergency ? " for help" : ""}`;
    case "transfer":
      return `${effect.held} put through to ${effect.call}`;
    case "gather":
      return `${effect.other} gathered into ${effect.call}`;
    case "select":
      return `hears ${effect.legs.join("+") || "nobody"}${effect.whisper ? `, whispered ${effect.whisper}` : ""}`;
    case "startTimer":
      return `${effect.timer}+${effect.after / 1000}`;
    case "stopTimer":
      return `-${effect.timer}`;
  }
}

export function story(events: readonly LineEvent[], known = facts): string[] {
  return replay(lineMachine, { name: "idle" }, events, known).map(
    ([state, effects]) => `${state.name}: ${effects.map(word).join(", ")}`,
  );
}

type Events = readonly LineEvent[];
type Variant =
  | "ringingBack"
  | "waitingAlone"
  | "dialingHeld"
  | "consultingAnswered"
  | "reorderHeld";

/* How a line comes into each of its states. */

export const incoming = [ring("in1.b1"), on("offHook")];
export const outgoing = [on("offHook"), ...dial("6135550142")];
export const twoCalls = [...incoming, ring("in2.b1")];
export const whispered = [...incoming, ring("in2.b1", { whenBusy: "speak", oneWay: true })];
export const interrupted = [...incoming, ring("in2.b1", { whenBusy: "interrupt" })];
export const consulting = [...incoming, on("flash"), ...dial("6135550142")];
/** Each state, and those that differ by what the line holds. `flashed` comes only where a digit may follow. */
export const ways: Readonly<Record<Exclude<LineState["name"], "flashed"> | Variant, Events>> = {
  idle: [],
  ringing: [ring("in1.b1")],
  dialTone: [on("offHook")],
  dialing: [on("offHook"), ...dial("61")],
  serviceCode: [on("offHook"), ...dial("*72")],
  calling: outgoing,
  talking: incoming,
  recall: [...incoming, on("flash")],
  parted: [...incoming, end("in1.b1")],
  reorder: [on("offHook"), timer("firstDigit")],
  howler: [on("offHook"), timer("firstDigit"), timer("reorder")],
  callWaiting: twoCalls,
  whispered,
  interrupted,
  alternating: [...twoCalls, on("flash")],
  consulting,
  threeWay: [...consulting, answer, on("flash")],
  ringingBack: [...twoCalls, on("flash"), on("onHook")],
  waitingAlone: [...twoCalls, end("in1.b1")],
  dialingHeld: [...incoming, on("flash"), digit("6")],
  consultingAnswered: [...consulting, answer],
  reorderHeld: [...consulting, end("out1.a", "busy")],
  lockout: [on("offHook"), timer("firstDigit"), timer("reorder"), timer("howler")],
};
export const states = Object.keys(ways) as (keyof typeof ways)[];

export const stateAfter = (events: readonly LineEvent[]): LineState =>
  replay(lineMachine, { name: "idle" }, events, facts).at(-1)?.[0] ?? { name: "idle" };
