/** What a line does with the calls in hand: the moves that its states share. */
import { because, type LegCommand, type LegEvent, type LegId } from "../call/leg.ts";
import type { Commandable, FlashMeaning, LineCall, LineEffect, LineEvent } from "./line.ts";
import { type Next, select, silence, start, tell, tellEnded, tone } from "./words.ts";

/** A call that is offered. */
export const offered = (leg: LegId, command: LegCommand & { readonly do: "ring" }): LineCall => ({
  leg,
  party: command.caller,
  ...(command.cadence !== undefined && { cadence: command.cadence }),
  ...(command.emergency && { emergency: true }),
  ...(command.oneWay && { oneWay: true }),
});

export const ringFor = ({ party, cadence = "r1", oneWay }: LineCall): LineEffect => ({
  do: "signal",
  signal: { do: "ring", cadence, caller: party, ...(oneWay && { announced: true }) },
});
export const beepFor = ({ party, cadence = "r1" }: LineCall): LineEffect => ({
  do: "signal",
  signal: { do: "callWaiting", cadence, caller: party },
});
export const stopRinging: LineEffect = { do: "signal", signal: { do: "stopRinging" } };

/** What is keyed reaches the party that is heard. */
export const keyed = (call: LineCall, { digit, by }: LineEvent & { readonly on: "digit" }) =>
  tell(call.leg, { on: "digit", digit, by });

export const hangUp = (call: LineCall): LineEffect => tellEnded(call.leg, because("normal"));

export const hold = (call: LineCall): Next => [
  { name: "recall", held: call },
  [select(), tone("recall"), tell(call.leg, { on: "held" }), start("firstDigit")],
];

/** Back to the one who was held. */
export const resume = (held: LineCall): Next => [
  { name: "talking", call: held },
  [silence, select(held), tell(held.leg, { on: "resumed" })],
];

export const answer = (waiting: LineCall): Next => [
  { name: "talking", call: waiting },
  [silence, select(waiting), tell(waiting.leg, { on: "answered" })],
];

export const holdAndAnswer = (call: LineCall, waiting: LineCall): Next => [
  { name: "alternating", call: waiting, held: call },
  [silence, tell(call.leg, { on: "held" }), select(waiting), tell(waiting.leg, { on: "answered" })],
];

export const swap = (call: LineCall, held: LineCall): Next => [
  { name: "alternating", call: held, held: call },
  [tell(call.leg, { on: "held" }), select(held), tell(held.leg, { on: "resumed" })],
];

/** The owner's wish to speak back: from now on it is a call like any other. */
export function speakBack(
  { oneWay: _, ...call }: LineCall,
  { on, ...key }: LineEvent & { readonly on: "digit" | "flash" },
): readonly [LineCall, LineEffect] {
  return [call, tell(call.leg, { on, ...key } as LegEvent)];
}

/** All together; `held` was not heard until now. */
export const join = (held: LineCall, call: LineCall): Next => [
  { name: "threeWay", first: held, second: call },
  [silence, select(held, call), tell(held.leg, { on: "resumed" })],
];

/**
 * The two are put through to each other: the line is out of it. Undefined: one of them is the house,
 * or a call for help, which nobody else may have.
 */
export const transfer = (held: LineCall, call: LineCall): readonly LineEffect[] | undefined =>
  [held, call].some((one) => one.emergency || one.service)
    ? undefined
    : [silence, select(), { do: "transfer", held: held.leg, call: call.leg }];

/** All of both go on in one call, which is held while a further one is called; undefined as above. */
export function gather(first: LineCall, second: LineCall): Next | undefined {
  if ([first, second].some((one) => one.emergency || one.service)) return undefined;
  const [state, effects] = hold(first);
  return [
    state,
    [{ do: "gather", call: first.leg, other: second.leg }, hangUp(second), ...effects],
  ];
}

/** Put on its hook with a call held: nobody is forgotten on hold. */
export const ringBack = (held: LineCall): Next => [
  { name: "ringing", call: held, back: true },
  [silence, select(), ringFor(held), start("ringBack")],
];

/** On hook, and the waiting call rings: it waits no longer for another. */
export const ringWaiting = (waiting: LineCall): Next => [
  { name: "ringing", call: waiting },
  [silence, select(), ringFor(waiting), tell(waiting.leg, { on: "ringing" })],
];

/** A flash where two calls meet: done at once, or once it is known which digit follows. */
export function flash<State extends Commandable>(
  state: State,
  meaning: FlashMeaning,
  plain: (state: State) => Next,
): Next {
  if (meaning === "plain" || isForHelp(state)) return plain(state);
  return [{ name: "flashed", from: state }, [start("command")]];
}

/** A call for help is in the ear: nothing holds it. */
export const isForHelp = (state: Commandable): boolean =>
  state.name !== "threeWay" && state.call?.emergency === true;
