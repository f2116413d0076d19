/** On hook, and nobody calls. */
import type { LineEvent, LineFacts } from "../line.ts";
import { offered, ringFor } from "../moves.ts";
import { type In, type Next, otherwise, tell, toDialTone } from "../words.ts";

export function idle(state: In<"idle">, event: LineEvent, facts: LineFacts): Next {
  if (event.on === "offHook") return toDialTone(facts);
  if (event.on !== "leg" || event.command.do !== "ring") return otherwise(state, event);
  const call = offered(event.leg, event.command);
  return [{ name: "ringing", call }, [ringFor(call), tell(call.leg, { on: "ringing" })]];
}
