/** It did not work, or it is over: the tone asks to hang up. A flash begins anew, or takes back whom it holds. */
import type { LineEvent, LineFacts } from "../line.ts";
import { resume, ringBack } from "../moves.ts";
import {
  behind,
  endOf,
  type In,
  type Next,
  otherwise,
  silence,
  start,
  stop,
  tellEnded,
  toDialTone,
  toIdle,
  tone,
} from "../words.ts";

export function reorder(state: In<"reorder">, event: LineEvent, facts: LineFacts): Next {
  const { held } = state;
  const over = endOf(held, event);
  if (held && over) return [{ name: "reorder" }, [tellEnded(held.leg, over)]];
  switch (event.on) {
    case "timer":
      if (event.timer !== "reorder") return [state, []];
      if (held) return [{ name: "recall", held }, [silence]]; // nobody howls at one who may only wait
      return [{ name: "howler" }, [tone("howler"), start("howler")]];
    case "onHook":
      return held ? behind([stop("reorder")], ringBack(held)) : toIdle("reorder");
    case "flash":
      return behind([stop("reorder")], held ? resume(held) : toDialTone(facts));
    default:
      return otherwise(state, event);
  }
}
