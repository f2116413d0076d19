/** One call, and the instrument is joined to it. */
import type { LineEvent, LineFacts } from "../line.ts";
import { beepFor, hangUp, hold, keyed, offered } from "../moves.ts";
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
      return call.emergency ? [state, []] : hold(call); // a call for help is never held
    case "digit":
      return [state, [keyed(call, event)]];
    case "leg":
      return anotherCall(state, event, facts) ?? otherwise(state, event);
    default:
      return otherwise(state, event);
  }
}

/** A second call that may be signalled. Nothing beeps into a call for help. */
function anotherCall(
  { call }: In<"talking">,
  { leg, command }: LineEvent & { readonly on: "leg" },
  facts: LineFacts,
): Next | undefined {
  if (command.do !== "ring" || leg === call.leg) return undefined;
  if (command.whenBusy !== "wait" || call.emergency) return undefined;
  if (!command.emergency && (!facts.callWaiting || call.alone)) return undefined;
  const waiting = offered(leg, command);
  return [
    { name: "callWaiting", call, waiting },
    [beepFor(waiting), tell(leg, { on: "ringing", waiting: true })],
  ];
}
