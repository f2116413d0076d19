/**
 *            played            key, code                  played
 *   asking ─────────► waiting ───────────► thanking ──────────────► over
 *     ▲  │ played        │ nothing: again, or given up ─────────────▲
 *     │  └────► recording ┴── long enough ──► thanking
 *     └──────────────┘ said nothing
 */
import type { Machine, Step } from "#kit/machine.ts";
import { millis } from "#kit/time.ts";
import type { Choice } from "#telephony/call/leg.ts";
import type { AttendantEffect, AttendantEvent, AttendantState, Script } from "./attendant.ts";

type Next = Step<AttendantState, AttendantEffect>;
type Asking = AttendantState & { readonly name: "asking" | "waiting" };

/** Less is a cough. */
const shortest = millis(400);

const stop: AttendantEffect = { do: "stopTimer", timer: "answer" };

export const attendantMachine: Machine<AttendantState, AttendantEvent, AttendantEffect, Script> = {
  name: "attendant",
  step(state, event, script) {
    switch (state.name) {
      case "asking":
      case "waiting":
        return asking(state, event, script);
      case "recording":
        return recording(state, event, script);
      case "thanking":
        return event.on === "played" || event.on === "shellFailed"
          ? chosen(state.choice)
          : [state, []];
      case "over":
        return [state, []];
    }
  },
};

export const beginAsking = ({ opening, question }: Script): Next => [
  { name: "asking", time: 1, keyed: "" },
  [{ do: "play", prompts: [...opening, ...question] }],
];

function asking(state: Asking, event: AttendantEvent, script: Script): Next {
  switch (event.on) {
    case "played":
      return state.name === "asking" ? asked(state, script) : [state, []];
    case "digit":
      return keyed(state, event.digit, script);
    case "timer":
      return state.name === "waiting" ? late(state, script) : [state, []];
    case "shellFailed":
      return chosen("nothing");
    default:
      return [state, []];
  }
}

/** Nothing more comes. What was dialled so far is all of it. */
function late({ time, keyed }: Asking, script: Script): Next {
  if (script.answer.by !== "key" || keyed === "") return again(time, script);
  return thanked(`dialled ${keyed}`, script);
}

/** The question is at its end: now it is their turn. */
function asked({ time, keyed }: Asking, { answer, wait }: Script): Next {
  const alarm = (after: typeof wait): AttendantEffect => ({
    do: "startTimer",
    timer: "answer",
    after,
  });
  if (answer.by === "voice")
    return [{ name: "recording", time }, [{ do: "startRecording" }, alarm(answer.longest)]];
  return [{ name: "waiting", time, keyed }, [alarm(wait)]];
}

function keyed(state: Asking, digit: string, script: Script): Next {
  const { answer } = script;
  if (answer.by === "key") {
    const isFirst = state.keyed === "" && Object.hasOwn(answer.keys, digit);
    const choice = isFirst ? answer.keys[digit] : undefined;
    if (choice !== undefined) return thanked(choice, script);
    return answer.extension === undefined ? [state, []] : dialled(state, digit, script);
  }
  if (answer.by === "voice") return [state, []];
  const all = state.keyed + digit;
  if (answer.code === all) return thanked("named", script);
  if (answer.code.startsWith(all)) return [{ ...state, keyed: all }, []];
  return again(state.time, script);
}

/** No extension is longer. */
const longest = 6;

/** A digit of an extension: `#` ends it, `*` takes it back. The question is heard no further. */
function dialled({ time, keyed }: Asking, digit: string, script: Script): Next {
  const { answer, wait } = script;
  const all = digit === "*" ? "" : digit === "#" ? keyed : keyed + digit;
  if (all !== "" && (digit === "#" || all.length === longest))
    return thanked(`dialled ${all}`, script);
  const gap = answer.by === "key" && all !== "" ? answer.extension : undefined;
  return [
    { name: "waiting", time, keyed: all },
    [{ do: "stopPlaying" }, { do: "startTimer", timer: "answer", after: gap ?? wait }],
  ];
}

/** Once more, or that was it. */
function again(time: number, { times, question }: Script): Next {
  if (time >= times) return chosen("nothing");
  return [{ name: "asking", time: time + 1, keyed: "" }, [stop, { do: "play", prompts: question }]];
}

function recording(
  state: AttendantState & { readonly name: "recording" },
  event: AttendantEvent,
  script: Script,
): Next {
  switch (event.on) {
    case "digit":
      return event.digit === "#" ? [state, [{ do: "stopRecording" }]] : [state, []];
    case "timer":
      return [state, [{ do: "stopRecording" }]];
    case "recorded":
      return event.length < shortest ? again(state.time, script) : thanked("named", script);
    case "shellFailed":
      return chosen("nothing");
    default:
      return [state, []];
  }
}

function thanked(choice: Choice, { thanks }: Script): Next {
  if (thanks.length === 0) return chosen(choice);
  return [{ name: "thanking", choice }, [stop, { do: "play", prompts: thanks }]];
}

const chosen = (choice: Choice): Next => [
  { name: "over" },
  [stop, { do: "stopPlaying" }, { do: "choose", choice }],
];
