/** Digits arrive, until they are a number, or all that a code asks for. With a call held, a flash takes it back. */
import { asDialled } from "../../number/asDialled.ts";
import type { Dialled, LineCall, LineEvent, LineFacts } from "../line.ts";
import { resume, ringBack } from "../moves.ts";
import {
  behind,
  endOf,
  type In,
  longWait,
  type Next,
  otherwise,
  select,
  shortWait,
  start,
  stop,
  tellEnded,
  toIdle,
  tone,
  toReorder,
} from "../words.ts";

export function dialing(
  state: In<"dialing" | "serviceCode">,
  event: LineEvent,
  facts: LineFacts,
): Next {
  const { digits, held } = state;
  const over = endOf(held, event);
  if (held && over) return [{ name: state.name, digits }, [tellEnded(held.leg, over)]];
  switch (event.on) {
    case "digit":
      return isDialled(event.digit) ? take(digits + event.digit, facts, held) : [state, []];
    case "timer":
      return event.timer === "interDigit" ? noMore(digits, facts, held) : [state, []];
    case "onHook":
      return held ? behind([stop("interDigit")], ringBack(held)) : toIdle("interDigit");
    case "flash":
      return held ? behind([stop("interDigit")], resume(held)) : [state, []];
    default:
      return otherwise(state, event);
  }
}

/** A to D are signals between machines, never part of a number. */
export const isDialled = (digit: string): boolean => /^[0-9*#]$/.test(digit);

/** One digit more. */
export function take(digits: string, facts: LineFacts, held?: LineCall): Next {
  const verdict = facts.dialPlan(digits);
  switch (verdict.is) {
    case "more": {
      const after = verdict.enough ? shortWait : longWait;
      return [
        { name: verdict.asks ? "serviceCode" : "dialing", digits, ...(held && { held }) },
        [
          ...(verdict.asks ? [tone("recall")] : []),
          { do: "startTimer", timer: "interDigit", after },
        ],
      ];
    }
    case "complete":
      return behind([stop("interDigit")], place(digits, verdict, facts, held));
    case "invalid":
      return behind([stop("interDigit")], toReorder("reorder", held));
  }
}

/** Nothing came for a while: a number that may end here ends here. */
function noMore(digits: string, facts: LineFacts, held?: LineCall): Next {
  const soFar = facts.dialPlan(digits);
  const verdict = facts.dialPlan(`${digits}#`);
  if (verdict.is !== "complete") return toReorder("reorder", held);
  const enough = soFar.is === "more" && soFar.enough;
  if (!enough && !verdict.emergency) return toReorder("reorder", held);
  return place(digits, verdict, facts, held);
}

function place(
  dialled: string,
  { emergency, alone, service, transfer }: Dialled & { readonly is: "complete" },
  facts: LineFacts,
  held?: LineCall,
): Next {
  const digits = asDialled(dialled);
  const help = emergency && { emergency };
  const kind = { ...help, ...(alone && { alone }), ...(service && { service }) };
  const call: LineCall = { leg: facts.nextLeg, party: { number: digits }, ...kind };
  if (transfer)
    return held && !held.service ? away(held, call, digits) : toReorder("reorder", held);
  return [
    held ? { name: "consulting", held, call, answered: false } : { name: "calling", call },
    [select(call), { do: "place", leg: call.leg, digits, ...help }],
  ];
}

/** Blind transfer: a tone confirms, and the one who was held hears the other rung. */
const away = (held: LineCall, call: LineCall, digits: string): Next => [
  { name: "parted" },
  [
    select(),
    { do: "place", leg: call.leg, digits },
    { do: "transfer", held: held.leg, call: call.leg },
    tone("confirm"),
    start("parted"),
  ],
];
