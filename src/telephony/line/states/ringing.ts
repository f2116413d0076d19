/** A call is offered. */
import type { LineEffect, LineEvent } from "../line.ts";
import { commandTo, type In, type Next, otherwise, select, tell, tellEnded } from "../words.ts";

const stopRinging: LineEffect = { do: "signal", signal: { do: "stopRinging" } };

export function ringing(state: In<"ringing">, event: LineEvent): Next {
  const { call } = state;
  if (event.on === "offHook")
    return [
      { name: "talking", call },
      [stopRinging, select(call), tell(call.leg, { on: "answered" })],
    ];
  const command = commandTo(call, event);
  if (command?.do === "end")
    return [{ name: "idle" }, [stopRinging, tellEnded(call.leg, command.cause)]];
  return command?.do === "ring" ? [state, []] : otherwise(state, event);
}
