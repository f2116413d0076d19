/** A call is offered, or one that is held rings back. */
import type { LineEvent } from "../line.ts";
import { hangUp, stopRinging } from "../moves.ts";
import { endOf, type In, type Next, otherwise, select, stop, tell, tellEnded } from "../words.ts";

export function ringing(state: In<"ringing">, event: LineEvent): Next {
  const { call, back } = state;
  const quiet = back ? [stopRinging, stop("ringBack")] : [stopRinging];
  if (event.on === "offHook")
    return [
      { name: "talking", call },
      [...quiet, select(call), tell(call.leg, { on: back ? "resumed" : "answered" })],
    ];
  const over = endOf(call, event);
  if (over) return [{ name: "idle" }, [...quiet, tellEnded(call.leg, over)]];
  if (event.on === "timer" && event.timer === "ringBack" && back)
    return [{ name: "idle" }, [stopRinging, hangUp(call)]];
  return otherwise(state, event);
}
