/** It did not work, or it is over: the tone asks to hang up. A flash begins anew. */
import type { LineEvent, LineFacts } from "../line.ts";
import {
  behind,
  type In,
  type Next,
  otherwise,
  start,
  stop,
  toDialTone,
  toIdle,
  tone,
} from "../words.ts";

export function reorder(state: In<"reorder">, event: LineEvent, facts: LineFacts): Next {
  switch (event.on) {
    case "timer":
      if (event.timer !== "reorder") return [state, []];
      return [{ name: "howler" }, [tone("howler"), start("howler")]];
    case "onHook":
      return toIdle("reorder");
    case "flash":
      return behind([stop("reorder")], toDialTone(facts));
    default:
      return otherwise(state, event);
  }
}
