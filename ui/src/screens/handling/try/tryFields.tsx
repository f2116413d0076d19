import { useId } from "react";
import { type Weekday, weekdays } from "#telephony/settings/week.ts";
import { Choice } from "../../../kit/fields.tsx";
import { useNames, useSettings, useWords } from "../../../kit/page.tsx";
import { modes } from "../../../words/names.ts";
import type { Trial } from "./useTry.ts";
import { Who } from "./who.tsx";

interface FieldsProps {
  readonly trial: Trial;
  readonly set: (part: Partial<Trial>) => void;
}

/** Who calls, when, and how things are then. */
export function TryFields({ trial, set }: FieldsProps) {
  const words = useWords();
  const names = useNames();
  const { say } = words;
  const clock = useId();
  return (
    <div className="try-fields">
      <Who caller={trial} set={set} />
      <div className="try-when">
        <Choice
          label={say("handling.try.day")}
          value={trial.day}
          onChange={(day) => set({ day: day as Weekday })}
          options={weekdays.map((day, i) => [day, words.weekday(i)] as const)}
        />
        <div className="field">
          <label htmlFor={clock}>{say("handling.try.clock")}</label>
          <input
            id={clock}
            className="input"
            type="time"
            required
            value={trial.clock}
            onChange={(event) => set({ clock: event.target.value })}
          />
        </div>
      </div>
      <Choice
        label={say("handling.try.line")}
        value={trial.line}
        onChange={(line) => set({ line: line as Trial["line"] })}
        options={[
          ["free", say("handling.try.free")],
          ["talking", say("handling.try.talking")],
          ["each", say("handling.try.each")],
        ]}
      />
      {trial.line === "each" && <Devices trial={trial} set={set} />}
      <Choice
        label={say("handling.try.mode")}
        value={trial.mode}
        onChange={(mode) => set({ mode })}
        options={[
          ["", say("handling.try.modeNow")],
          ...modes.map((mode) => [mode, names.mode(mode)] as const),
        ]}
      />
      <Through trial={trial} set={set} />
    </div>
  );
}

/** Where it makes a difference: an exchange may refuse a call before it comes here. */
function Through({ trial, set }: FieldsProps) {
  const { say } = useWords();
  const names = useNames();
  const accounts = useSettings()?.accounts ?? [];
  if (accounts.length < 2 || accounts.every(({ kind }) => kind !== "exchange")) return null;
  return (
    <Choice
      label={say("handling.try.via")}
      value={trial.via}
      onChange={(via) => set({ via })}
      options={[
        ["", say("handling.try.viaAny")],
        ...accounts.map(({ id }) => [id, names.account(id)] as const),
      ]}
    />
  );
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
