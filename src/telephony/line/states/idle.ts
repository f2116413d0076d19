/** On hook, and nobody calls. */
import type { LineEvent, LineFacts } from "../line.ts";
import { type In, type Next, otherwise, tell, toDialTone } from "../words.ts";

export function idle(state: In<"idle">, event: LineEvent, facts: LineFacts): Next {
  if (event.on === "offHook") return toDialTone(facts);
  if (event.on !== "leg" || event.command.do !== "ring") return otherwise(state, event);
  const { leg, command } = event;
  const { caller, cadence = "r1", emergency } = command;
  return [
    { name: "ringing", call: { leg, party: caller, ...(emergency && { emergency }) } },
    [{ do: "signal", signal: { do: "ring", cadence, caller } }, tell(leg, { on: "ringing" })],
  ];
}
