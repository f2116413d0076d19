/** A line with a fax machine or a modem on it, or at the far end of its call: from then on nothing is signalled into that call. */
import { because, type LegId } from "../call/leg.ts";
import type { LineCall, LineState } from "./line.ts";
import { callsOf, type Next, silence, tell, tellEnded } from "./words.ts";

/** Whoever hears the telephone is told. */
export const isModem = (state: LineState): Next => [
  state,
  heard(state).map(({ leg }) => tell(leg, { on: "modem" })),
];

function heard(state: LineState): readonly LineCall[] {
  switch (state.name) {
    case "calling":
    case "talking":
    case "alternating":
    case "consulting":
      return [state.call];
    case "callWaiting":
      return state.call ? [state.call] : [];
    case "threeWay":
      return [state.first, state.second];
    default:
      return [];
  }
}

/** Who waits by a beep finds the line busy instead. */
export function carriesData(state: LineState, leg: LegId): Next {
  if (!callsOf(state).some((call) => call.leg === leg)) return [state, []];
  if (state.name === "callWaiting" && state.call?.leg === leg) {
    const refused = tellEnded(state.waiting.leg, because("busy"));
    return [
      { name: "talking", call: { ...state.call, alone: true } },
      [silence, unsignalled, refused],
    ];
  }
  const now = alone(state, leg);
  return [now, heard(now).some((call) => call.leg === leg) ? [unsignalled] : []];
}

const unsignalled = { do: "signal", signal: { do: "voiceBandData" } } as const;

/** Wherever that call stands in the state. */
function alone(state: LineState, leg: LegId): LineState {
  const marked = (call: LineCall): LineCall => (call.leg === leg ? { ...call, alone: true } : call);
  switch (state.name) {
    case "calling":
    case "talking":
      return { ...state, call: marked(state.call) };
    case "alternating":
    case "consulting":
      return { ...state, call: marked(state.call), held: marked(state.held) };
    case "threeWay":
      return { ...state, first: marked(state.first), second: marked(state.second) };
    case "recall":
      return { ...state, held: marked(state.held) };
    default:
      return state;
  }
}
