import { type RefObject, useEffect, useRef } from "react";
import { type Hole, lasts, pulsesAt, type Turn, turnedAt, wound } from "./dial.ts";

interface Dialling {
  readonly dialled: (digit: string) => void;
  readonly click: () => void;
  /** Degrees; many times a second while it moves. */
  readonly turned: (degrees: number) => void;
}

/** A dial that moves: one turn at a time, the next ones wait. */
export interface Turns {
  /** All the way, as soon as it is at rest. */
  wind(hole: Hole): void;
  run(turn: Turn): void;
  readonly isMoving: () => boolean;
  /** Whatever moves or waits is for nothing. */
  forget(): void;
}

/** Digits beyond these are somebody's cat. */
const mostWaiting = 32;

export function useTurns(dialling: Dialling): Turns {
  const now = useRef(dialling);
  now.current = dialling;
  const turns = useRef<Turns>(undefined);
  turns.current ??= newTurns(now);
  useEffect(() => () => turns.current?.forget(), []);
  return turns.current;
}

function newTurns(to: RefObject<Dialling>): Turns {
  const waiting: Hole[] = [];
  let moving: { readonly turn: Turn; readonly began: number; pulses: number } | undefined;
  let [frame, end] = [0, 0];

  function move(): void {
    if (!moving) return;
    const { turn, began } = moving;
    const ms = performance.now() - began;
    to.current.turned(turnedAt(turn, ms));
    const pulses = pulsesAt(turn, ms);
    if (pulses > moving.pulses) to.current.click();
    moving.pulses = pulses;
    frame = requestAnimationFrame(move);
  }
  function over(): void {
    const hole = moving?.turn.hole;
    stop();
    if (hole !== undefined) to.current.dialled(hole);
    const next = waiting.shift();
    if (next !== undefined) turns.run(wound(next));
  }
  function stop(): void {
    cancelAnimationFrame(frame);
    clearTimeout(end);
    moving = undefined;
    to.current.turned(0);
  }
  const turns: Turns = {
    wind(hole) {
      if (!moving) turns.run(wound(hole));
      else if (waiting.length < mostWaiting) waiting.push(hole);
    },
    run(turn) {
      moving = { turn, began: performance.now(), pulses: 0 };
      end = window.setTimeout(over, lasts(turn));
      move();
    },
    isMoving: () => moving !== undefined,
    forget() {
      waiting.length = 0;
      stop();
    },
  };
  return turns;
}
