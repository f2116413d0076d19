/**
 * A SIP phone that flashes is served as a line is: the INVITE session that it flashed in stays as it
 * is, and stands for the handset. What is heard there changes: the call, the second dial tone, a
 * third party, all together. Hanging up (BYE) puts that handset on its hook, and whoever is still
 * there rings by an INVITE of their own. As soon as it is one call and nothing else, it is an
 * ordinary session again.
 *
 *   busy ── flash, or a waiting call that is signalled in the session ──► asLine
 *   asLine ── one call talks ──► busy; ── hung up ──► idle, ringing, or busy with the others
 */
import { because, type LegCommand, type LegEvent } from "../call/leg.ts";
import type { LineCall, LineEffect, LineEvent, LineState } from "../line/line.ts";
import { lineMachine } from "../line/lineMachine.ts";
import { callsOf } from "../line/words.ts";
import type { PhoneCall, PhoneEffect, PhoneEvent, PhoneFacts, PhoneState } from "./phone.ts";
import { type About, isOffered, type Next, named, session, tell } from "./words.ts";

type AsLine = PhoneState & { readonly name: "asLine" };

/** A flash in the session of that call; nothing comes of it where a line would not care either. */
export function flashed(about: About, call: PhoneCall, facts: PhoneFacts): Next {
  if (call.phase !== "talking" || call.emergency) return [about.state, []];
  const parked = about.calls.find(({ at, phase }) => at === call.leg && phase === "parked");
  const waiting = parked ? undefined : about.calls.find(isOffered);
  const others = about.calls.filter((one) => one !== call && one !== parked && one !== waiting);
  const line = lineOf(call, parked, waiting);
  return stepped({ line, calls: others }, { on: "flash" }, facts, [
    { do: "becomeLine", leg: call.leg },
    ...(waiting ? [{ do: "withdraw" as const, leg: waiting.leg }] : []),
  ]);
}

function lineOf(call: PhoneCall, parked?: PhoneCall, waiting?: PhoneCall): LineState {
  if (parked) return { name: "alternating", call: onLine(call), held: onLine(parked) };
  if (waiting) return { name: "callWaiting", call: onLine(call), waiting: onLine(waiting) };
  return { name: "talking", call: onLine(call) };
}

/** Another call comes, and the phone leaves it to us to say so in the session of the one it is in. */
export function signalled(
  { calls, leg }: About,
  host: PhoneCall,
  command: LegCommand & { readonly do: "ring" },
  facts: PhoneFacts,
): Next {
  const others = calls.filter((one) => one !== host);
  return stepped({ line: lineOf(host), calls: others }, { on: "leg", leg, command }, facts, [
    { do: "becomeLine", leg: host.leg },
  ]);
}

/** Undefined: it is about one of the calls beside the line. */
export function asLine(state: AsLine, event: PhoneEvent, facts: PhoneFacts): Next | undefined {
  const step = (what: LineEvent): Next => stepped(state, what, facts);
  switch (event.on) {
    case "line":
      return heard(state, event.event, step);
    case "leg":
      return isOfLine(state, event) ? step(event) : undefined;
    case "timer":
      return event.timer === "warning" ? undefined : step({ on: "timer", timer: event.timer });
    case "shellFailed":
      return step(event);
    case "session": // there is one handset, and it has flashed elsewhere
      return event.event.on === "flash" ? [state, []] : undefined;
    case "dialled":
    case "resumed":
      return undefined;
  }
}

/** What is offered now is offered to the line. */
const isOfLine = (
  { line, calls }: AsLine,
  { leg, command }: PhoneEvent & { readonly on: "leg" },
): boolean =>
  callsOf(line).some((call) => call.leg === leg) ||
  (command.do === "ring" && !calls.some((call) => call.leg === leg));

/** What the phone does in the session is what it would do with a handset. */
function heard(state: AsLine, event: LegEvent, step: (sense: LineEvent) => Next): Next {
  switch (event.on) {
    case "flash":
    case "modem":
      return step({ on: event.on });
    case "digit":
      return step(event);
    case "ended":
      return step({ on: "onHook" });
    case "held":
    case "resumed":
      return [state, inTheEar(state.line).map(({ leg }) => tell(leg, { on: event.on }))];
    case "transferAsked":
      return [state, [{ do: "line", command: { do: "refuseTransfer" } }]];
    default:
      return [state, []];
  }
}

function inTheEar(line: LineState): readonly LineCall[] {
  if (line.name === "flashed") return inTheEar(line.from);
  if (line.name === "threeWay") return [line.first, line.second];
  return "call" in line && line.call ? [line.call] : [];
}

/** The line's step, and whether it still is one behind it. */
function stepped(
  { line: before, calls }: Pick<AsLine, "line" | "calls">,
  event: LineEvent,
  facts: PhoneFacts,
  first: readonly PhoneEffect[] = [],
): Next {
  const [line, effects] = lineMachine.step(before, event, facts);
  const said = [...first, ...effects.flatMap(onPhone)];
  switch (line.name) {
    case "talking":
      return [
        named([...calls, onPhoneAgain(line.call, "talking")], busy),
        [...said, { do: "giveBack", leg: line.call.leg }],
      ];
    case "idle":
      return [named(calls, busy), [...said, overForLine]];
    case "ringing": {
      const call = onPhoneAgain(line.call, line.back ? "ringingBack" : "offered");
      return [
        named([...calls, call], busy),
        [...said, overForLine, session(call.leg, ringOf(line.call))],
      ];
    }
    default:
      if (isGivenUp(before, line)) return stepped({ line, calls }, { on: "onHook" }, facts, said);
      return [{ name: "asLine", line, calls }, said];
  }
}

/** A phone warns with tones of its own: nothing howls at it. */
const isGivenUp = (before: LineState, { name }: LineState): boolean =>
  name === "howler" || (name === "reorder" && before.name === "parted");

const busy: PhoneState = { name: "busy", calls: [] };
const overForLine: PhoneEffect = { do: "line", command: { do: "end", cause: because("normal") } };

const ringOf = ({ party, cadence, emergency }: LineCall): LegCommand & { readonly do: "ring" } => ({
  do: "ring",
  caller: party,
  whenBusy: "wait",
  ...(cadence !== undefined && { cadence }),
  ...(emergency && { emergency }),
});

/** The bell of a line is the phone's own, and so is its lamp. */
function onPhone(effect: LineEffect): readonly PhoneEffect[] {
  if (effect.do === "transfer") return [{ ...effect, do: "putThrough" }];
  if (effect.do !== "signal") return [effect];
  const { do: what } = effect.signal;
  if (what === "voiceBandData") return [{ do: "line", command: { do: what } }];
  return what === "tone" || what === "silence" || what === "callWaiting" ? [effect] : [];
}

const onLine = ({ leg, party, emergency, alone }: PhoneCall): LineCall => ({
  leg,
  party,
  ...(emergency && { emergency }),
  ...(alone && { alone }),
});

const onPhoneAgain = (
  { leg, party, emergency, alone }: LineCall,
  phase: PhoneCall["phase"],
): PhoneCall => ({ leg, party, phase, ...(emergency && { emergency }), ...(alone && { alone }) });
