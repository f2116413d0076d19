import type { Machine, Step, TimerEffect, TimerEvent } from "#kit/machine.ts";
import { type Millis, millis, seconds } from "#kit/time.ts";
import { FSK_DBM0, offHookFraming } from "#media/callerId/fsk.ts";
import { alert, fsk, type LinePiece, silence, toneLength } from "#media/callerId/linePlan.ts";
import type { CallerId } from "#media/callerId/message.ts";
import { type FskName, fskNames } from "#media/callerId/method.ts";
import { messageOf } from "#media/callerId/onHook.ts";
import type { TonePlan } from "#media/tone/tonePlan.ts";

/**
 * Caller ID for somebody who talks (type II): a beep, and if the telephone understands, who it is.
 *
 *   mute ─ beeping ─ alerting ─ listening ──── ackHeard ─── pausing ─ sending ─ restoring ─ unmute
 *            │ SAS      │ CAS      │ 160 ms, no ACK                                           │
 *            │          │          └──────────────────────── unmute ──────────────────────────┤
 *            └─ beepingAgain: mute, SAS, unmute ◄─────────────── quiet ◄───────────────────────┘
 *
 * One piece is heard after the other; a telephone acknowledges with the key D, or A.
 */
export type OffHookState =
  | { readonly name: "beeping" | "alerting" | "listening" | "pausing" | "sending" | "restoring" }
  /** Between two beeps; `left` until nobody beeps any more. */
  | { readonly name: "quiet" | "beepingAgain"; readonly left: Millis }
  | { readonly name: "over" };

export type OffHookEvent =
  | TimerEvent<"piece">
  | { readonly on: "ackHeard"; readonly key: string }
  /** Flashed, hung up, or the waiting caller has given up. */
  | { readonly on: "stop" };

export type OffHookEffect =
  /** Neither the far end nor the telephone hears the other; our ear for the acknowledgement stays open. */
  | { readonly do: "mute" }
  | { readonly do: "unmute" }
  /** From now on, instead of the call. */
  | { readonly do: "play"; readonly piece: LinePiece }
  /** Whether the telephone was told who calls. */
  | { readonly do: "report"; readonly told: boolean }
  | TimerEffect<"piece">;

/** Who calls, the country's beep, and the times. */
export interface OffHookFacts {
  readonly call: CallerId;
  /** The data's form; absent: the country has none, so there is only a beep. */
  readonly by?: FskName;
  readonly beep: WaitingBeep;
  readonly timing: OffHookTiming;
}

/** One beep of a waiting tone, and when the next one begins. */
export interface WaitingBeep {
  readonly tone: TonePlan;
  readonly pause: Millis;
}

export interface OffHookTiming {
  /** Between beep and alerting tone: 0 to 50. */
  readonly gap: Millis;
  /** 80 ± 5: Panasonic's KX-TG6841; receivers take 72 to 96 at least. */
  readonly alert: Millis;
  /** Behind the alerting tone: TAPI's cas2ackTime. An ACK begins within 100 of it. */
  readonly ackWithin: Millis;
  /**
   * From when a key is certain (45 to 50 ms into it) to the first mark. The key lasts 55 to 65 ms,
   * and data begin 55 to 100 ms behind its end (TAPI), at most 500 (Panasonic).
   */
  readonly afterAck: Millis;
  /** From the last bit to speech: at most 60 (TAPI). */
  readonly restore: Millis;
  /** From the first beep's end on; nobody is nagged for longer. */
  readonly beepsFor: Millis;
}

export const offHookTiming: OffHookTiming = {
  gap: millis(20),
  alert: millis(80),
  ackWithin: millis(160),
  afterAck: millis(100),
  restore: millis(50),
  beepsFor: seconds(20),
};

type Next = Step<OffHookState, OffHookEffect>;

export const offHookMachine: Machine<OffHookState, OffHookEvent, OffHookEffect, OffHookFacts> = {
  name: "offHookCallerId",
  step: stepOffHook,
};

export function startOffHook(facts: OffHookFacts): Next {
  return [{ name: "beeping" }, [{ do: "mute" }, ...beep(facts, facts.timing.gap)]];
}

function stepOffHook(state: OffHookState, event: OffHookEvent, facts: OffHookFacts): Next {
  if (state.name === "over") return [state, []];
  switch (event.on) {
    case "stop":
      return stopped(state);
    case "ackHeard":
      return state.name === "listening" && /^[AD]$/.test(event.key)
        ? [{ name: "pausing" }, play(silence(facts.timing.afterAck))]
        : [state, []];
    case "timer":
      return played(state, facts);
  }
}

/** A piece is over: what comes behind it. */
function played(state: OffHookState, facts: OffHookFacts): Next {
  const { timing, by, call } = facts;
  switch (state.name) {
    case "beeping":
      return by ? [{ name: "alerting" }, play(alert(timing.alert))] : speechAgain(facts, false);
    case "alerting":
      return [{ name: "listening" }, play(silence(timing.ackWithin))];
    case "listening":
      return speechAgain(facts, false);
    case "pausing":
      return by ? [{ name: "sending" }, play(dataOf(call, by))] : speechAgain(facts, false);
    case "sending":
      return [{ name: "restoring" }, play(silence(timing.restore))];
    case "restoring":
      return speechAgain(facts, true);
    case "quiet":
      return [{ ...state, name: "beepingAgain" }, [{ do: "mute" }, ...beep(facts)]];
    case "beepingAgain":
      return quiet(state.left, facts, [{ do: "unmute" }]);
    case "over":
      return [state, []];
  }
}

const speechAgain = (facts: OffHookFacts, told: boolean): Next =>
  quiet(facts.timing.beepsFor, facts, [{ do: "unmute" }, { do: "report", told }]);

/** Until the next beep, when there is time left for one. */
function quiet(left: Millis, { beep }: OffHookFacts, effects: readonly OffHookEffect[]): Next {
  const after = millis(left - beep.pause - toneLength(beep.tone));
  if (after < 0) return [{ name: "over" }, effects];
  return [
    { name: "quiet", left: after },
    [...effects, { do: "startTimer", timer: "piece", after: beep.pause }],
  ];
}

function stopped(state: OffHookState): Next {
  const muted: OffHookEffect[] = state.name === "quiet" ? [] : [{ do: "unmute" }];
  return [{ name: "over" }, [{ do: "stopTimer", timer: "piece" }, ...muted]];
}

/** A piece, and the timer of its end. */
const play = (piece: LinePiece): readonly OffHookEffect[] => [
  { do: "play", piece },
  { do: "startTimer", timer: "piece", after: piece.length ?? millis(0) },
];

/** The tone is silent behind its end, which makes the gap. */
const beep = ({ beep: { tone } }: OffHookFacts, gap = 0): readonly OffHookEffect[] =>
  play({ name: "tone", tone, length: millis(toneLength(tone) + gap) });

const dataOf = (call: CallerId, by: FskName): LinePiece =>
  fsk({
    octets: messageOf(call, by),
    framing: offHookFraming,
    tones: fskNames[by],
    dbm0: FSK_DBM0,
  });

/** The first beep of a country's waiting tone, and the silence behind it; 10 s where it has none. */
export function waitingBeep({ segments, repeatFrom }: TonePlan): WaitingBeep {
  const last = segments.at(-1);
  const silent = last?.frequencies.length === 0 && repeatFrom !== undefined;
  return {
    tone: { segments: silent ? segments.slice(0, -1) : segments },
    pause: (silent ? last.length : undefined) ?? seconds(10),
  };
}
