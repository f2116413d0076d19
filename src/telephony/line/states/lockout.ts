/** Nobody hung up in spite of all: the line is parked until somebody does. */
import type { LineEvent } from "../line.ts";
import { type In, type Next, otherwise, toIdle } from "../words.ts";

export function lockout(state: In<"lockout">, event: LineEvent): Next {
  return event.on === "onHook" ? toIdle() : otherwise(state, event);
}
