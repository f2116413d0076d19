/**
 * What loop current says: lifted, hung up, flashed, dialled by pulses. One step a millisecond.
 *
 *   current  ──▁▁▁▁▁▁▁▁──    under 14 ms   a hit on the wire: nothing
 *              │ break │     14–79 ms      a dial pulse
 *                            the window    a flash
 *                            longer        hung up, told as soon as it is certain
 *   (a break between the longest pulse and the window is nothing: somebody's elbow)
 *
 * Times are E-6's of the line facts: DAHDI's and Asterisk's for pulses and the bounce.
 */
import { millis } from "#kit/time.ts";
import { type FlashWindow, SHORTEST_FLASH } from "#media/loop/flashWindow.ts";
import type { Feed, SetBlock } from "#media/loop/loop.ts";

export type LoopSense =
  | { readonly on: "offHook" }
  | { readonly on: "onHook" }
  | { readonly on: "flash" }
  /** Dialled by pulses: 0–9. */
  | { readonly on: "pulses"; readonly digit: string };

/** Shorter changes are contacts that bounce. */
const DEBOUNCE = millis(10);
/** While ringing voltage is on: longer than a half-wave of 16 Hz, well under the 200 ms that a ring trip may take. */
const RING_TRIP = millis(50);
/** A third of 20 pulses a second is 17 ms. */
const SHORTEST_PULSE = millis(14);
/** The longest make within a digit (8 pulses a second, 33 % break: 84 ms) is below, the shortest pause between digits (250 ms) above. */
const PAUSE = millis(200);
/** A lifted handset rattles; nobody dials so soon. */
const SETTLING = millis(200);
/** Two flashes within this are a receiver that was put down and bounced (Asterisk's MIN_MS_SINCE_FLASH). */
const BOUNCE = millis(2000);
/** Who still draws current so long after a bounce has lifted again. */
const AFTER_BOUNCE = millis(500);
/** The feed comes back over this long; what current does meanwhile is the line's own doing. */
const FEED_SETTLES = millis(50);
const MOST_PULSES = 10;

/** Where a loop is; all times in milliseconds. */
export interface Supervision {
  readonly hook: "on" | "off" | "bounced";
  /** Whether current flows, hits and bounces left out. */
  readonly flows: boolean;
  /** Since it flows, or does not. */
  readonly held: number;
  /** Of that: how long it has already been the other way at the end. */
  readonly turning: number;
  readonly offFor: number;
  readonly pulses: number;
  readonly sinceFlash: number;
  readonly settling: number;
}

export interface LoopConditions {
  readonly feed: Feed;
  readonly ringing: boolean;
  readonly flash: FlashWindow;
}

export const onHook: Supervision = {
  hook: "on",
  flows: false,
  held: 0,
  turning: 0,
  offFor: 0,
  pulses: 0,
  sinceFlash: Number.POSITIVE_INFINITY,
  settling: 0,
};

/** In the midst of a digit: what the set says now is clicks. */
export const isPulsing = ({ pulses }: Supervision): boolean => pulses > 0;

/** Ten milliseconds later. */
export function supervise(
  state: Supervision,
  current: SetBlock["current"],
  conditions: LoopConditions,
): readonly [Supervision, readonly LoopSense[]] {
  if (conditions.feed === "open") return [{ ...state, turning: 0, settling: FEED_SETTLES }, []];
  if (rests(state, current, conditions)) return [later(state, current.length), nothing];
  const senses: LoopSense[] = [];
  const loop: Loop = { ...state };
  for (let i = 0; i < current.length; i++) {
    const sense = afterOneMilli(loop, current[i] === true, conditions);
    if (sense) senses.push(sense);
  }
  return [loop, senses];
}

const nothing: readonly LoopSense[] = [];

/** Current is as it was, and nothing waits for it to stay so: as nearly always. */
function rests(state: Supervision, current: SetBlock["current"], on: LoopConditions): boolean {
  const { hook, flows, pulses } = state;
  if (state.settling > 0 || state.turning > 0 || on.ringing) return false;
  if (hook === "bounced" || (hook === "off" && (!flows || pulses > 0))) return false;
  for (let i = 0; i < current.length; i++) if (current[i] !== flows) return false;
  return true;
}

const later = (state: Supervision, ms: number): Supervision => ({
  ...state,
  held: state.held + ms,
  offFor: state.offFor + ms,
  sinceFlash: state.sinceFlash + ms,
});

type Loop = { -readonly [Key in keyof Supervision]: Supervision[Key] };

function afterOneMilli(
  loop: Loop,
  flows: boolean,
  { ringing, flash }: LoopConditions,
): LoopSense | undefined {
  if (loop.settling > 0) {
    loop.settling--;
    return undefined;
  }
  loop.held++;
  loop.offFor++;
  loop.sinceFlash++;
  const back = ringing ? Math.max(0, loop.turning - 1) : 0; // rung current comes and goes by the half-wave
  loop.turning = flows === loop.flows ? back : loop.turning + 1;
  const certain = ringing && flows ? RING_TRIP : DEBOUNCE;
  if (loop.turning < certain) return whileHeld(loop, flash);
  const lasted = loop.held - loop.turning;
  loop.flows = flows;
  loop.held = loop.turning;
  loop.turning = 0;
  return flows ? made(loop, lasted, flash) : undefined;
}

/** Current flows again. */
function made(loop: Loop, broken: number, flash: FlashWindow): LoopSense | undefined {
  if (loop.hook === "on") return lifted(loop);
  if (loop.hook === "bounced") return undefined;
  const shortest = Math.max(flash.from, SHORTEST_FLASH);
  if (broken >= shortest && broken <= flash.to) return flashed(loop);
  const isPulse = broken >= SHORTEST_PULSE && broken < SHORTEST_FLASH;
  if (isPulse && loop.offFor - loop.held - broken >= SETTLING) loop.pulses++;
  return undefined;
}

function lifted(loop: Loop): LoopSense {
  loop.hook = "off";
  loop.offFor = loop.held;
  loop.pulses = 0;
  loop.sinceFlash = Number.POSITIVE_INFINITY;
  return { on: "offHook" };
}

function flashed(loop: Loop): LoopSense {
  const isBounce = loop.sinceFlash < BOUNCE;
  loop.pulses = 0;
  loop.sinceFlash = 0;
  if (isBounce) loop.hook = "bounced";
  return isBounce ? { on: "onHook" } : { on: "flash" };
}

function whileHeld(loop: Loop, flash: FlashWindow): LoopSense | undefined {
  const sure = loop.held - loop.turning;
  if (loop.hook === "on") return undefined;
  if (!loop.flows) return sure > flash.to ? hungUp(loop) : undefined;
  if (loop.hook === "bounced") return sure >= AFTER_BOUNCE ? lifted(loop) : undefined;
  return loop.pulses > 0 && sure >= PAUSE ? dialled(loop) : undefined;
}

function hungUp(loop: Loop): LoopSense | undefined {
  const wasKnown = loop.hook === "bounced";
  loop.hook = "on";
  loop.pulses = 0;
  return wasKnown ? undefined : { on: "onHook" };
}

/** Ten pulses are 0; more than ten are no digit. */
function dialled(loop: Loop): LoopSense | undefined {
  const { pulses } = loop;
  loop.pulses = 0;
  return pulses > MOST_PULSES ? undefined : { on: "pulses", digit: String(pulses % 10) };
}
