import { type Millis, millis } from "#kit/time.ts";
import { callerKeys, dtmfForms } from "#media/callerId/dtmfCallerId.ts";
import { FSK_DBM0, onHookFraming } from "#media/callerId/fsk.ts";
import {
  alert,
  fsk,
  keys,
  type LinePiece,
  type LinePlan,
  planLength,
  ring,
  silence,
} from "#media/callerId/linePlan.ts";
import {
  type Absence,
  type CallerId,
  mdmf,
  nameLetters,
  sdmf,
  vmwi,
} from "#media/callerId/message.ts";
import {
  type Alert,
  type CallerIdMethod,
  type FskName,
  fskNames,
  isFsk,
} from "#media/callerId/method.ts";
import type { Feed } from "#media/loop/loop.ts";
import type { RingCadence } from "#media/tone/ringCadence.ts";

/**
 * Caller ID for a telephone that lies on its hook (type I): the whole of the ringing as a plan.
 *
 *   after ring       ring │ 600 ms │ FSK │ ≥ 500 ms │ ring …
 *   reversal+tones   reversal │ 300 ms │ DT-AS │ 150 ms │ FSK │ 400 ms │ back, ring …
 *   pulse            ring 250 ms │ 500 ms │ FSK │ 400 ms │ ring …
 *   open             no battery 200 ms │ 300 ms │ FSK │ 400 ms │ ring …
 *   reversal (keys)  reversal │ 300 ms │ A 5 5 5 C │ 400 ms │ back, ring …
 */
export interface OnHookTiming {
  /** Infineon's TAPI; Panasonic has 500 at least. */
  readonly afterRing: Millis;
  /** Panasonic and GR-30 have 500, others as little as 200. */
  readonly beforeNextRing: Millis;
  /** ZyXEL's British profile; ETSI, BT and TAPI 100 at least. */
  readonly afterReversal: Millis;
  /** ETSI 100 ± 10, BT 88 to 110, spandsp 110. */
  readonly alert: Millis;
  /** ZyXEL's British profile; 45 at least (ETSI, BT, TAPI). */
  readonly afterAlert: Millis;
  /** ETSI: 200 to 300. */
  readonly pulse: Millis;
  /** TAPI; ETSI 500 to 800. */
  readonly afterPulse: Millis;
  /** Long enough for every box to see, short enough to be no disconnection: ours. */
  readonly open: Millis;
  /** TAPI. */
  readonly afterOpen: Millis;
  /** ZyXEL's British profile; ETSI 200 to 500. */
  readonly beforeRing: Millis;
}

export const onHookTiming: OnHookTiming = {
  afterRing: millis(600),
  beforeNextRing: millis(500),
  afterReversal: millis(300),
  alert: millis(100),
  afterAlert: millis(150),
  pulse: millis(250),
  afterPulse: millis(500),
  open: millis(200),
  afterOpen: millis(300),
  beforeRing: millis(400),
};

/** What is the owner's to choose. */
export interface OnHookChoice {
  /** Old boxes read single data messages alone: a number, no name. */
  readonly single?: boolean;
  /** Keys in place of a number, where a country's boxes want others than `dtmfCallerId.ts` has. */
  readonly absent?: Readonly<Record<Absence, string>>;
  readonly timing?: OnHookTiming;
}

/** The ringing with what the box is told; the same ringing without, where the country tells nothing. */
export function onHookPlan(
  call: CallerId,
  method: CallerIdMethod | undefined,
  cadence: RingCadence,
  choice: OnHookChoice = {},
): LinePlan {
  const { timing = onHookTiming } = choice;
  const plain = ringing(cadence);
  if (method?.alert === "after ring") {
    const first = withData(plain, dataOf(call, method, choice), timing);
    return thenAgain(first, cadence.once ? [] : plain);
  }
  const feed = method && isReversed(method.alert) ? "reversed" : undefined;
  const before = method
    ? [
        ...alerting(method.alert, timing),
        dataOf(call, method, { ...choice, feed }),
        silence(timing.beforeRing, feed),
      ]
    : [];
  return cadence.once ? { pieces: [...before, ...plain] } : thenAgain(before, plain);
}

const thenAgain = (first: readonly LinePiece[], again: readonly LinePiece[]): LinePlan => ({
  pieces: [...first, ...again],
  ...(again.length > 0 && { repeatFrom: first.length }),
});

/** The lamp of waiting messages, told without a ring; undefined where no data can tell it. */
export function waitingLampPlan(
  waiting: boolean,
  method: CallerIdMethod | undefined,
  {
    count,
    timing = onHookTiming,
  }: { readonly count?: number; readonly timing?: OnHookTiming } = {},
): LinePlan | undefined {
  if (!method || !isFsk(method.by)) return undefined;
  // GR-30 without power ringing: the battery goes for a moment. Cisco's ATAs do the same.
  const way = method.alert === "after ring" ? "open" : method.alert;
  const feed = isReversed(way) ? "reversed" : undefined;
  const octets = vmwi(waiting, method.by === "v23" ? count : undefined);
  return {
    pieces: [
      ...alerting(way, timing),
      fsk({ octets, ...modem(method.by) }, feed),
      silence(timing.beforeRing),
    ],
  };
}

const modem = (by: FskName) => ({ framing: onHookFraming, tones: fskNames[by], dbm0: FSK_DBM0 });

/** What the box is told, in the country's form. */
export function messageOf(call: CallerId, by: FskName): Uint8Array {
  if (by === "v23") return mdmf({ callType: "voice", ...call }, nameLetters.etsi);
  const { at, number, name, dialled, longDistance } = call; // GR-30 knows no more
  return mdmf({
    at,
    number,
    ...(name !== undefined && { name }),
    ...(dialled !== undefined && { dialled }),
    ...(longDistance && { longDistance }),
  });
}

function dataOf(
  call: CallerId,
  { by }: CallerIdMethod,
  { single, absent, feed }: OnHookChoice & { readonly feed?: Feed | undefined },
): LinePiece {
  if (isFsk(by))
    return fsk({ octets: single ? sdmf(call) : messageOf(call, by), ...modem(by) }, feed);
  const form = { ...dtmfForms[by], ...(absent && { absent }) };
  return keys(callerKeys(call, form), feed);
}

const isReversed = (way: Alert): boolean => way === "reversal" || way === "reversal+tones";

function alerting(way: Alert, timing: OnHookTiming): LinePiece[] {
  const tones = (feed?: "reversed"): LinePiece[] => [
    alert(timing.alert, feed),
    silence(timing.afterAlert, feed),
  ];
  switch (way) {
    case "reversal":
      return [silence(timing.afterReversal, "reversed")];
    case "reversal+tones":
      return [silence(timing.afterReversal, "reversed"), ...tones("reversed")];
    case "tones":
      return tones();
    case "pulse":
      return [ring(timing.pulse), silence(timing.afterPulse)];
    case "open":
      return [silence(timing.open, "open"), silence(timing.afterOpen)];
    case "after ring":
    case "nothing":
      return [];
  }
}

/** On, off, on, off … */
const ringing = ({ pattern }: RingCadence): LinePiece[] =>
  pattern.map((length, i) => (i % 2 === 0 ? ring(length) : silence(length)));

/**
 * The cadence's first round with the data in it: in the first pause that is long enough. Where none
 * is, the longest is made longer: who calls is worth more than a regular second ring.
 */
function withData(plain: readonly LinePiece[], data: LinePiece, timing: OnHookTiming): LinePiece[] {
  const room = timing.afterRing + planLength([data]) + timing.beforeNextRing;
  const round = plain.length % 2 === 0 ? plain : [...plain, silence(0)]; // a bell that rings once
  const pauses = round.map(({ name, length = 0 }) => (name === "silence" ? length : -1));
  const fits = pauses.findIndex((pause) => pause >= room);
  const at = fits >= 0 ? fits : pauses.indexOf(Math.max(...pauses));
  const rest = Math.max(room, pauses[at] ?? 0) - timing.afterRing - planLength([data]);
  return [
    ...round.slice(0, at),
    silence(timing.afterRing),
    data,
    silence(rest),
    ...round.slice(at + 1),
  ];
}
