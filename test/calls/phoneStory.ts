/** A phone's story: what its calls and its sessions say, and one line a step. */
import { replay } from "#kit/machine.ts";
import {
  because,
  type LegCommand,
  type LegEvent,
  type LegId,
  type WhenBusy,
} from "#telephony/call/leg.ts";
import { dialled } from "#telephony/number/dialled.ts";
import type { PhoneEffect, PhoneEvent, PhoneFacts, PhoneState } from "#telephony/phone/phone.ts";
import { phoneMachine } from "#telephony/phone/phoneMachine.ts";

const plan = {
  home: { country: "CA", areaCode: "613" },
  help: ["911"],
  shortNumbers: false,
  telephones: [],
  rooms: [],
  codes: "nanp" as const,
  speedDials: {},
};
export const facts: PhoneFacts = {
  reachable: true,
  callWaiting: true,
  sendsFlash: false,
  messagesWaiting: false,
  forwarding: false,
  flash: "plain",
  transferOnHook: false,
  flashAdds: false,
  nextLeg: "n.a" as LegId,
  dialPlan: (digits) => dialled(digits, plan),
};

export const to = (leg: string, command: LegCommand): PhoneEvent => ({
  on: "leg",
  leg: leg as LegId,
  command,
});
export const says = (leg: string, event: LegEvent): PhoneEvent => ({
  on: "session",
  leg: leg as LegId,
  event,
});
export const ring = (leg: string, whenBusy: WhenBusy = "wait", emergency?: true): PhoneEvent =>
  rings(leg, { whenBusy, ...(emergency && { emergency }) });
export const rings = (leg: string, more: Partial<LegCommand & { do: "ring" }>): PhoneEvent =>
  to(leg, { do: "ring", caller: { name: "Margaret" }, whenBusy: "wait", ...more });
export const end = (leg: string): PhoneEvent => to(leg, { do: "end", cause: because("normal") });
export const ended = (leg: string): PhoneEvent =>
  says(leg, { on: "ended", cause: because("normal") });
export const answered = (leg: string): PhoneEvent => says(leg, { on: "answered" });
export const dials = (leg: string, text: string): PhoneEvent => ({
  on: "dialled",
  leg: leg as LegId,
  dialled: text,
});
export const answer = (leg: string): PhoneEvent => to(leg, { do: "answer", mode: "normal" });

function whither(effect: PhoneEffect & { readonly do: "transfer" }): string {
  if ("call" in effect) return effect.call;
  return "dialled" in effect ? effect.dialled : `${effect.address} for ${effect.dialog}`;
}

export function word(effect: PhoneEffect): string {
  switch (effect.do) {
    case "place":
      return `place ${effect.digits}${effect.emergency ? " for help" : ""} as ${effect.leg}`;
    case "transfer":
      return `${effect.leg} put through to ${whither(effect)}`;
    case "whisper":
      return `${effect.leg} whispers at ${effect.at}`;
    case "handOver":
      return `${effect.from} gives its session to ${effect.to}`;
    case "warn":
      return `warn ${effect.leg}`;
    case "withdraw":
      return `withdraw ${effect.leg}`;
    case "becomeLine":
      return `${effect.leg} becomes a line`;
    case "giveBack":
      return `back to ${effect.leg}`;
    case "line":
      return `line ${effect.command.do}`;
    case "signal":
      return effect.signal.do === "tone" ? `tone ${effect.signal.tone}` : effect.signal.do;
    case "select":
      return `hears ${effect.legs.join(" ") || "nobody"}`;
    case "gather":
      return `${effect.other} joins ${effect.call}`;
    case "putThrough":
      return `${effect.held} and ${effect.call} put through`;
    case "startTimer":
      return `${effect.timer}+${effect.after / 1000}`;
    case "stopTimer":
      return `-${effect.timer}`;
    case "tell":
      return `tell ${effect.leg} ${effect.event.on}${causeIn(effect.event)}`;
    case "session":
      return `session ${effect.leg} ${effect.command.do}${causeIn(effect.command)}`;
  }
}

const causeIn = (said: LegEvent | LegCommand): string =>
  "cause" in said ? ` ${said.cause.kind}` : "";

function shown(state: PhoneState): string {
  if (state.name === "idle") return "idle";
  const name = state.name === "asLine" ? `line ${state.line.name}` : state.name;
  return `${name} ${state.calls.map(({ leg, phase }) => `${leg} ${phase}`).join(", ")}`.trim();
}

export function story(events: readonly PhoneEvent[], known = facts): string[] {
  return replay(phoneMachine, { name: "idle" }, events, known).map(
    ([state, effects]) => `${shown(state)}: ${effects.map(word).join(", ")}`,
  );
}
export const last = (events: readonly PhoneEvent[], known = facts): string | undefined =>
  story(events, known).at(-1);
