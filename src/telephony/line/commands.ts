/**
 * What a digit behind a flash asks for while the line has two calls. Call Waiting Deluxe (as in
 * Asterisk's analogue channels: 3 conference, 6 and 8 hold the new call, 7 drop the first, 9 send
 * the new call on), and ETSI's register recall (R0 refuse or release, R1 end and take the other, R2
 * hold and take the other, R3 conference, R4 put both through). Undefined: nothing.
 */
import { because } from "../call/leg.ts";
import type { Commandable, FlashMeaning, LineCall } from "./line.ts";
import { answer, hangUp, holdAndAnswer, join, resume, swap, transfer } from "./moves.ts";
import { cancel } from "./states/consulting.ts";
import { behind, type Next, select, silence, tell, tellEnded, toParted } from "./words.ts";

type Command =
  | "refuse"
  | "endAndTakeOther"
  | "holdAndTakeOther"
  | "conference"
  /** The new call is answered, and held at once. */
  | "putAside"
  /** The others talk to each other, and the line is out of it. */
  | "transfer";

const commands: Readonly<Record<FlashMeaning, Readonly<Record<string, Command>>>> = {
  plain: {},
  deluxe: { 3: "conference", 6: "putAside", 8: "putAside", 7: "endAndTakeOther", 9: "refuse" },
  etsi: {
    0: "refuse",
    1: "endAndTakeOther",
    2: "holdAndTakeOther",
    3: "conference",
    4: "transfer",
  },
};

export function commanded(
  state: Commandable,
  digit: string,
  meaning: FlashMeaning,
): Next | undefined {
  const command = commands[meaning][digit];
  if (!command) return undefined;
  switch (state.name) {
    case "callWaiting":
      return whileWaiting(state.call, state.waiting, command);
    case "consulting":
      return state.answered
        ? whileHeld(state.call, state.held, command)
        : whileRung(state, command);
    case "alternating":
      return whileHeld(state.call, state.held, command);
    case "threeWay":
      return together(state.first, state.second, command);
  }
}

function whileWaiting(
  call: LineCall | undefined,
  waiting: LineCall,
  command: Command,
): Next | undefined {
  if (!call) return command === "refuse" ? undefined : answer(waiting);
  switch (command) {
    case "refuse": // and the caller's plan goes on
      return [{ name: "talking", call }, [silence, tellEnded(waiting.leg, because("rejected"))]];
    case "endAndTakeOther":
      return behind([hangUp(call)], answer(waiting));
    case "holdAndTakeOther":
      return holdAndAnswer(call, waiting);
    case "conference":
      return [
        { name: "threeWay", first: call, second: waiting },
        [silence, select(call, waiting), tell(waiting.leg, { on: "answered" })],
      ];
    case "putAside":
      return [
        { name: "alternating", call, held: waiting },
        [silence, tell(waiting.leg, { on: "answered" }), tell(waiting.leg, { on: "held" })],
      ];
    case "transfer":
      return undefined;
  }
}

function whileHeld(call: LineCall, held: LineCall, command: Command): Next | undefined {
  switch (command) {
    case "refuse": // lets go of the held one
      return [{ name: "talking", call }, [hangUp(held)]];
    case "endAndTakeOther":
      return behind([hangUp(call)], resume(held));
    case "holdAndTakeOther":
      return swap(call, held);
    case "conference":
      return join(held, call);
    case "transfer":
      return putThrough(held, call);
    case "putAside":
      return undefined;
  }
}

/** The third party has not answered yet. */
function whileRung(
  state: Commandable & { readonly name: "consulting" },
  command: Command,
): Next | undefined {
  if (command === "endAndTakeOther") return behind([cancel(state)], resume(state.held));
  return command === "transfer" ? putThrough(state.held, state.call) : undefined;
}

function putThrough(held: LineCall, call: LineCall): Next | undefined {
  const effects = transfer(held, call);
  return effects && behind(effects, toParted());
}

function together(first: LineCall, second: LineCall, command: Command): Next | undefined {
  switch (command) {
    case "refuse":
      return [{ name: "talking", call: first }, [select(first), hangUp(second)]];
    case "endAndTakeOther":
      return [{ name: "talking", call: second }, [select(second), hangUp(first)]];
    case "holdAndTakeOther": // in private with one of them
      return [
        { name: "alternating", call: second, held: first },
        [tell(first.leg, { on: "held" }), select(second)],
      ];
    case "transfer":
      return putThrough(first, second);
    default:
      return undefined;
  }
}
