/** The far end has gone. Quiet for a while, as people hang up by themselves. */
import type { LineEvent, LineFacts } from "../line.ts";
import {
  behind,
  type In,
  type Next,
  otherwise,
  stop,
  toDialTone,
  toIdle,
  toReorder,
} from "../words.ts";

export function parted(state: In<"parted">, event: LineEvent, facts: LineFacts): Next {
  switch (event.on) {
    case "timer":
      return event.timer === "parted" ? toReorder() : [state, []];
    case "onHook":
      return toIdle("parted");
    case "flash":
      return behind([stop("parted")], toDialTone(facts));
    default:
      return otherwise(state, event);
  }
}
