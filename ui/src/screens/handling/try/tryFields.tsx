import { weekdays } from "#telephony/settings/week.ts";
import { ChosenPart, ChosenSentence, placeOf } from "../../../kit/chosenSentence.tsx";
import { Choice } from "../../../kit/fields.tsx";
import { useNames, useSettings, useWords } from "../../../kit/page.tsx";
import { modes } from "../../../words/names.ts";
import type { Trial } from "./useTry.ts";
import { CallersNumber, useCallers } from "./who.tsx";

interface FieldsProps {
  readonly trial: Trial;
  readonly set: (part: Partial<Trial>) => void;
}

/** Who calls, when, and how things are then: a question whose parts are chosen. */
export function TryFields({ trial, set }: FieldsProps) {
  return (
    <div className="try-fields">
      <Asked trial={trial} set={set} />
      {trial.who === "number" && <CallersNumber caller={trial} set={set} />}
      {trial.line === "each" && <Devices trial={trial} set={set} />}
    </div>
  );
}

function Asked({ trial, set }: FieldsProps) {
  const { say } = useWords();
  const accounts = useAccounts();
  const values = {
    ...{ who: placeOf(0), day: placeOf(1), clock: placeOf(2), line: placeOf(3), mode: placeOf(4) },
    via: accounts ? placeOf(5) : "none",
  };
  const options = {
    who: useCallers(),
    day: useDays(),
    line: (["free", "talking", "each"] as const).map((one) => [one, say(`handling.try.${one}`)]),
    mode: useModes(),
    via: [["", say("handling.try.viaAny")], ...(accounts ?? [])],
  } as const satisfies Readonly<Record<string, Options>>;
  const part = (which: keyof typeof options) => (
    <ChosenPart
      key={which}
      label={say(`handling.try.${which}`)}
      value={trial[which]}
      choose={(chosen) => set({ [which]: chosen })}
      options={options[which]}
    />
  );
  const clock = (
    <input
      key="clock"
      className="chosen-part"
      type="time"
      aria-label={say("handling.try.clock")}
      required
      value={trial.clock}
      onChange={(event) => set({ clock: event.target.value })}
    />
  );
  return (
    <p className="try-asked">
      <ChosenSentence
        sentence={say("handling.try.sentence", values)}
        parts={[part("who"), part("day"), clock, part("line"), part("mode"), part("via")]}
      />
    </p>
  );
}

type Options = readonly (readonly [value: string, text: string])[];

function useDays(): Options {
  const words = useWords();
  return weekdays.map((one, i) => [one, words.weekday(i)] as const);
}

function useModes(): Options {
  const { say } = useWords();
  const names = useNames();
  return [
    ["", say("handling.try.modeNow")],
    ...modes.map((mode) => [mode, names.mode(mode)] as const),
  ];
}

/** Where it makes a difference: an exchange may refuse a call before it comes here. */
function useAccounts(): Options | undefined {
  const names = useNames();
  const accounts = useSettings()?.accounts ?? [];
  if (accounts.length < 2 || accounts.every(({ kind }) => kind !== "exchange")) return undefined;
  return accounts.map(({ id }) => [id, names.account(id)] as const);
}

function Devices({ trial, set }: FieldsProps) {
  const { say } = useWords();
  const names = useNames();
  const devices = useSettings()?.devices ?? [];
  const states = ["idle", "busy", "offline"] as const;
  return devices.map(({ id }) => (
    <Choice
      key={id}
      label={names.title(id)}
      value={trial.devices[id] ?? "idle"}
      onChange={(state) =>
        set({ devices: { ...trial.devices, [id]: state as (typeof states)[number] } })
      }
      options={states.map((state) => [state, say("handling.try.state", { state })] as const)}
    />
  ));
}
