/** The words that a line's states say, and what several of them have in common. */
import type { Step } from "#kit/machine.ts";
import { type Millis, seconds } from "#kit/time.ts";
import { because, type Cause, type LegCommand, type LegEvent, type LegId } from "../call/leg.ts";
import type {
  LineCall,
  LineEffect,
  LineEvent,
  LineFacts,
  LineState,
  LineTimer,
  LineTone,
} from "./line.ts";

export type Next = Step<LineState, LineEffect>;
export type In<Name extends LineState["name"]> = LineState & { readonly name: Name };

/** How long each is borne before the line goes on by itself. */
export const waits: Readonly<Record<Exclude<LineTimer, "interDigit">, Millis>> = {
  firstDigit: seconds(16),
  command: seconds(1),
  ringBack: seconds(60),
  splash: seconds(1),
  parted: seconds(5),
  reorder: seconds(30),
  howler: seconds(60),
  /** As long as the burst of the warning, and a moment. */
  interrupt: seconds(2),
};
/** Between digits: when more must come, and when the number may be whole. */
export const longWait = seconds(16);
export const shortWait = seconds(4);

export const stay = (state: LineState): Next => [state, []];
export const tone = (which: LineTone): LineEffect => ({
  do: "signal",
  signal: { do: "tone", tone: which },
});
export const silence: LineEffect = { do: "signal", signal: { do: "silence" } };
export const start = (timer: Exclude<LineTimer, "interDigit">): LineEffect => ({
  do: "startTimer",
  timer,
  after: waits[timer],
});
export const stop = (timer: LineTimer): LineEffect => ({ do: "stopTimer", timer });
export const select = (...calls: readonly LineCall[]): LineEffect => ({
  do: "select",
  legs: calls.map(({ leg }) => leg),
});
export const tell = (leg: LegId, event: LegEvent): LineEffect => ({ do: "tell", leg, event });
export const tellEnded = (leg: LegId, cause: Cause): LineEffect =>
  tell(leg, { on: "ended", cause });

/** Every call that the line is in. */
export function callsOf(state: LineState): readonly LineCall[] {
  if (state.name === "flashed") return callsOf(state.from);
  const calls: readonly (LineCall | undefined)[] = [
    "call" in state ? state.call : undefined,
    "held" in state ? state.held : undefined,
    "waiting" in state ? state.waiting : undefined,
    "speaker" in state ? state.speaker : undefined,
    "by" in state ? state.by : undefined,
    ...(state.name === "threeWay" ? [state.first, state.second] : []),
  ];
  return calls.filter((one) => one !== undefined);
}

/** Why that call is over, when the event says so. */
export function endOf(call: LineCall | undefined, event: LineEvent): Cause | undefined {
  const command = call && commandTo(call, event);
  return command?.do === "end" ? command.cause : undefined;
}

/** What a call in hand says to its leg; undefined when it is not about that call. */
export function commandTo(call: LineCall, event: LineEvent): LegCommand | undefined {
  return event.on === "leg" && event.leg === call.leg ? event.command : undefined;
}

/** What every state answers alike: a call that cannot be taken now, a command that a line cannot do. A call in hand is offered once. */
export function otherwise(state: LineState, event: LineEvent): Next {
  if (event.on !== "leg") return stay(state);
  const { leg, command } = event;
  switch (command.do) {
    case "ring":
      if (callsOf(state).some((call) => call.leg === leg)) return stay(state);
      return [state, [tellEnded(leg, because("busy"))]];
    case "transfer":
    case "redirect":
      return [state, [tell(leg, { on: "commandFailed", which: command.do })]];
    default:
      return stay(state);
  }
}

/** Off hook with nothing dialled: the tone also says what waits for the owner. */
export function dialToneFor({ messagesWaiting, forwarding }: LineFacts): LineTone {
  if (messagesWaiting) return "stutter";
  return forwarding ? "special" : "dial";
}
export const toDialTone = (facts: LineFacts): Next => [
  { name: "dialTone" },
  [tone(dialToneFor(facts)), start("firstDigit")],
];

/** `held`: whom a flash takes back. */
export const toReorder = (which: "reorder" | "busy" = "reorder", held?: LineCall): Next => [
  { name: "reorder", ...(held && { held }) },
  [tone(which), start("reorder")],
];

/** The far end has gone. */
export const toParted = (): Next => [{ name: "parted" }, [silence, start("parted")]];

/** On hook with no call in hand. */
export const toIdle = (timer?: LineTimer): Next => [
  { name: "idle" },
  [...(timer ? [stop(timer)] : []), silence],
];

/** The same step behind some effects. */
export const behind = (first: readonly LineEffect[], [state, rest]: Next): Next => [
  state,
  [...first, ...rest],
];
