/** On hook, and nobody calls. A call that was forwarded elsewhere may have splashed: half a ring, to remind. */
import type { LineEffect, LineEvent, LineFacts } from "../line.ts";
import { offered, ringFor, stopRinging } from "../moves.ts";
import { behind, type In, type Next, otherwise, start, stop, tell, toDialTone } from "../words.ts";

export function idle(state: In<"idle">, event: LineEvent, facts: LineFacts): Next {
  const quiet = state.splash ? [stop("splash"), stopRinging] : [];
  switch (event.on) {
    case "offHook":
      return behind(quiet, toDialTone(facts));
    case "splash":
      return state.splash
        ? [state, []]
        : [{ name: "idle", splash: true }, [splash, start("splash")]];
    case "timer":
      return state.splash && event.timer === "splash"
        ? [{ name: "idle" }, [stopRinging]]
        : [state, []];
    case "leg":
      if (event.command.do === "ring") return behind(quiet, rung(event.leg, event.command));
      return otherwise(state, event);
    default:
      return otherwise(state, event);
  }
}

function rung(...call: Parameters<typeof offered>): Next {
  const ringing = offered(...call);
  return [
    { name: "ringing", call: ringing },
    [ringFor(ringing), tell(ringing.leg, { on: "ringing" })],
  ];
}

const splash: LineEffect = { do: "signal", signal: { do: "ring", cadence: "r5", caller: {} } };
