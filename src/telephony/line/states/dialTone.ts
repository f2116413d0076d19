/** Off hook, nothing dialled. */
import type { LineEvent, LineFacts } from "../line.ts";
import {
  behind,
  type In,
  type Next,
  otherwise,
  silence,
  stop,
  toIdle,
  toReorder,
} from "../words.ts";
import { isDialled, take } from "./dialing.ts";

export function dialTone(state: In<"dialTone">, event: LineEvent, facts: LineFacts): Next {
  switch (event.on) {
    case "digit":
      if (!isDialled(event.digit)) return [state, []];
      return behind([stop("firstDigit"), silence], take(event.digit, facts));
    case "timer":
      return event.timer === "firstDigit" ? toReorder() : [state, []];
    case "onHook":
      return toIdle("firstDigit");
    default:
      return otherwise(state, event);
  }
}
