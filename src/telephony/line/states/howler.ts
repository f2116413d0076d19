/** Off hook for too long: as loud as a telephone can be. */
import type { LineEvent } from "../line.ts";
import { type In, type Next, otherwise, silence, toIdle } from "../words.ts";

export function howler(state: In<"howler">, event: LineEvent): Next {
  switch (event.on) {
    case "timer":
      return event.timer === "howler" ? [{ name: "lockout" }, [silence]] : [state, []];
    case "onHook":
      return toIdle("howler");
    default:
      return otherwise(state, event);
  }
}
