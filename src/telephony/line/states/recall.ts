/** Flashed: the call is held and the second dial tone is heard; left alone, it is a silent hold. */
import type { LineEvent, LineFacts } from "../line.ts";
import { resume, ringBack } from "../moves.ts";
import {
  behind,
  endOf,
  type In,
  type Next,
  otherwise,
  silence,
  stop,
  tellEnded,
  toDialTone,
} from "../words.ts";
import { isDialled, take } from "./dialing.ts";

export function recall(state: In<"recall">, event: LineEvent, facts: LineFacts): Next {
  const { held } = state;
  const over = endOf(held, event);
  if (over) return behind([stop("firstDigit"), tellEnded(held.leg, over)], toDialTone(facts));
  switch (event.on) {
    case "flash":
      return behind([stop("firstDigit")], resume(held));
    case "onHook":
      return behind([stop("firstDigit")], ringBack(held));
    case "digit":
      if (!isDialled(event.digit)) return [state, []];
      return behind([stop("firstDigit"), silence], take(event.digit, facts, held));
    case "timer":
      return [state, event.timer === "firstDigit" ? [silence] : []];
    default:
      return otherwise(state, event);
  }
}
