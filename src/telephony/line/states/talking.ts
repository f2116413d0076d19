/** One call, and the instrument is joined to it. */
import type { LineCall, LineEvent, LineFacts } from "../line.ts";
import { beepFor, hangUp, hold, keyed, offered, speakBack } from "../moves.ts";
import {
  behind,
  endOf,
  type In,
  type Next,
  otherwise,
  select,
  silence,
  tell,
  tellEnded,
  toDialTone,
  toParted,
} from "../words.ts";
import { breakIn } from "./interrupted.ts";
import { whisper } from "./whispered.ts";

export function talking(state: In<"talking">, event: LineEvent, facts: LineFacts): Next {
  const { call } = state;
  const over = endOf(call, event);
  if (over) {
    const then = call.service ? toDialTone(facts) : toParted();
    return behind([select(), tellEnded(call.leg, over)], then);
  }
  switch (event.on) {
    case "onHook":
      return [{ name: "idle" }, [silence, select(), hangUp(call)]];
    case "flash":
      if (call.oneWay) return spokenBack(call, event);
      return call.emergency ? [state, []] : hold(call); // a call for help is never held
    case "digit":
      if (call.oneWay) return spokenBack(call, event);
      return [state, [keyed(call, event)]];
    case "leg":
      return anotherCall(state, event, facts) ?? otherwise(state, event);
    default:
      return otherwise(state, event);
  }
}

function spokenBack(oneWay: LineCall, event: Parameters<typeof speakBack>[1]): Next {
  const [call, told] = speakBack(oneWay, event);
  return [{ name: "talking", call }, [told]];
}

/** A second call that may be signalled. Nothing is heard in a call for help. */
function anotherCall(
  { call }: In<"talking">,
  { leg, command }: LineEvent & { readonly on: "leg" },
  facts: LineFacts,
): Next | undefined {
  if (command.do !== "ring" || leg === call.leg) return undefined;
  if (call.emergency || (call.alone && !command.emergency)) return undefined;
  if (command.oneWay) return whisper(call, offered(leg, command));
  if (command.whenBusy === "interrupt") return breakIn(call, leg, command);
  if (command.whenBusy !== "wait" || (!facts.callWaiting && !command.emergency)) return undefined;
  const waiting = offered(leg, command);
  return [
    { name: "callWaiting", call, waiting },
    [beepFor(waiting), tell(leg, { on: "ringing", waiting: true })],
  ];
}
