/** Fields that steps of several kinds have. */
import { useQuery } from "@tanstack/react-query";
import type { Seconds } from "#kit/time.ts";
import { greetingsQuery } from "../../../../api/queries.ts";
import { Choice, Field } from "../../../../kit/fields.tsx";
import { useNames, usePage, useSettings, useWords } from "../../../../kit/page.tsx";

interface SecondsProps {
  readonly value: Seconds;
  readonly onChange: (value: Seconds) => void;
  readonly least: number;
  readonly most?: number;
}

/** How long; what is too long or too short is told when it is kept. */
export function SecondsField({ value, onChange, least, most = 600 }: SecondsProps) {
  const { say } = useWords();
  const wrong =
    value < least || value > most ? say("edit.seconds.between", { least, most }) : undefined;
  return (
    <Field
      label={say("edit.seconds")}
      type="number"
      inputMode="decimal"
      wrong={wrong}
      value={String(value)}
      onChange={(text) => onChange((Number(text) || 0) as Seconds)}
    />
  );
}

interface CadenceProps<Step> {
  readonly value: Step;
  readonly onChange: (step: Step) => void;
}

/** How telephones ring; as usual when nothing is said. */
export function CadenceField<Step extends { readonly cadence?: string }>({
  value,
  onChange,
}: CadenceProps<Step>) {
  const { say } = useWords();
  return (
    <Choice
      label={say("edit.cadence")}
      value={value.cadence ?? ""}
      onChange={(cadence) => {
        const { cadence: _, ...rest } = value;
        onChange({ ...rest, ...(cadence !== "" && { cadence }) } as Step);
      }}
      options={[
        ["", say("edit.cadence.usual")],
        ...Array.from({ length: 9 }, (_, i) => {
          return [`r${i + 1}`, say("edit.cadence.one", { n: i + 1 })] as const;
        }),
      ]}
    />
  );
}

interface PromptProps {
  readonly value: string;
  readonly onChange: (name: string) => void;
  /** It may be left to the mode: the usual one. */
  readonly usual?: boolean;
}

const shipped = ["asleep", "away"];

/** A recording: one of the owner's, or one that is always there. */
export function PromptField({ value, onChange, usual = false }: PromptProps) {
  const { api, words } = usePage();
  const own = useQuery(greetingsQuery(api)).data ?? [];
  const names = new Set([...own.map(({ name }) => name), ...shipped]);
  if (value !== "") names.add(value);
  return (
    <Choice
      label={words.say(usual ? "edit.greeting" : "edit.prompt")}
      value={value}
      onChange={onChange}
      options={[
        ...(usual ? [["", words.say("edit.greeting.usual")] as const] : []),
        ...[...names].map((name) => [name, name] as const),
      ]}
    />
  );
}

interface RoomProps {
  readonly value: string;
  readonly onChange: (room: string) => void;
}

/** A room of the conference; one that is not there any more is shown, for the owner to see it. */
export function RoomField({ value, onChange }: RoomProps) {
  const { say } = useWords();
  const names = useNames();
  const rooms = useSettings()?.conference?.rooms ?? [];
  const ids = new Set([...rooms.map(({ id }) => id), value]);
  return (
    <Choice
      label={say("edit.room")}
      value={value}
      onChange={onChange}
      options={[...ids].map((id) => [id, names.room(id)] as const)}
    />
  );
}
