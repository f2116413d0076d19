import { type FormEvent, useMemo, useState } from "react";
import type { Device } from "../../api/client.ts";
import { Choice, Field } from "../../kit/fields.tsx";
import { useConnected, useSettings, useWords } from "../../kit/page.tsx";
import { Card, Press, Trouble } from "../../kit/parts.tsx";
import { countries } from "../../words/places.ts";
import { Overtaken } from "../settings/parts/partForm.tsx";
import { type Clash, clashes, upon, withTheirs } from "../settings/parts/upon.ts";
import { flashOf, flashText, type HookFlash, usualFlashes } from "./flash.ts";
import { useDevices } from "./useDevices.ts";

/** What the settings say of it, as far as it is changed here. */
interface Written {
  readonly id: string;
  readonly tones?: string;
  readonly hookFlash?: HookFlash;
}

/** Its name and room, whose tones it has, and how long its flash is. */
export function ChangeDevice({ device }: { readonly device: Device }) {
  const { say } = useWords();
  const settings = useSettings();
  const written = settings?.devices?.find(({ id }) => id === device.id) as Written | undefined;
  return (
    <Card title={say("device.change.title")}>
      {written && <Form device={device} written={written} />}
    </Card>
  );
}

/** As it is typed; what it has not is empty. */
const typedOf = ({ name, room = "" }: Device, { tones = "", hookFlash }: Written) => ({
  ...{ name, room, tones },
  flash: flashText(hookFlash),
});
type Typed = ReturnType<typeof typedOf>;

/** Only what was changed: what others have changed beside it stays. */
const changedOf = (began: Typed, { name, room, tones, flash }: Typed) => ({
  ...(name !== began.name && { name: name.trim() }),
  ...(room !== began.room && { room: room.trim() || null }),
  ...(tones !== began.tones && { tones: tones || null }),
  ...(flash !== began.flash && { hookFlash: flashOf(flash) ?? null }),
});

function Form({ device, written }: { readonly device: Device; readonly written: Written }) {
  const words = useWords();
  const { say } = words;
  const connected = useConnected();
  const { change } = useDevices();
  const there = typedOf(device, written);
  const [began, setBegan] = useState(there);
  const [typed, setTyped] = useState(there);
  const places = useMemo(() => countries(words.locale), [words.locale]);
  const flashes = flashOptions(there.flash, say);
  const keys = change.isPending ? [] : clashes(began, typed, there);
  const choose = (next: Typed): void => {
    setTyped(upon(began, next, there));
    setBegan(there);
  };
  const clash: Clash = {
    besides: keys.map((key) => {
      const value = thereSaid(there, places, flashes)[key];
      return value ? say("conflict.field", { value }) : say("conflict.emptied");
    }),
    keepMine: () => choose(typed),
    takeTheirs: () => choose(withTheirs(keys, typed, there)),
  };
  const save = (event: FormEvent): void => {
    event.preventDefault();
    if (keys.length > 0) return;
    const body = { id: device.id, ...changedOf(began, typed) };
    change.mutate(body, { onSuccess: () => setBegan(typed) });
  };
  return (
    <form className="stack" onSubmit={save}>
      <Fields
        {...{ device, typed, places, flashes }}
        set={(more) => setTyped((now) => ({ ...now, ...more }))}
      />
      {device.kind === "sip" && <p className="muted small">{say("device.flashHint")}</p>}
      <Overtaken clash={keys.length === 0 ? undefined : clash} />
      <div className="row wrap" role="status">
        <Press
          type="submit"
          isDisabled={!connected || keys.length > 0}
          isPending={change.isPending}
        >
          {say("device.save")}
        </Press>
        {change.isSuccess && <span className="small">{say("device.saved")}</span>}
      </div>
      <Trouble error={change.error} />
    </form>
  );
}

type Options = readonly (readonly [value: string, text: string])[];

/** As it stands there, in words. */
function thereSaid(there: Typed, places: Options, flashes: Options): Record<string, string> {
  const chosen = (options: Options, value: string): string =>
    options.find(([one]) => one === value)?.[1] ?? value;
  return {
    ...there,
    tones: chosen(places, there.tones),
    flash: chosen(flashes, there.flash),
  };
}

interface FieldsProps {
  readonly device: Device;
  readonly typed: Typed;
  readonly set: (more: Partial<Typed>) => void;
  readonly places: Options;
  readonly flashes: Options;
}

function Fields({ device: { kind }, typed, set, places, flashes }: FieldsProps) {
  const { say } = useWords();
  return (
    <div className="fields">
      <Field
        label={say("device.name")}
        value={typed.name}
        onChange={(name) => set({ name })}
        isRequired
        maxLength={120}
      />
      <Field
        label={say("device.room")}
        value={typed.room}
        onChange={(room) => set({ room })}
        maxLength={120}
      />
      {kind !== "mgcp" && (
        <Choice
          label={say("device.tones")}
          value={typed.tones}
          onChange={(tones) => set({ tones })}
          options={[["", say("device.tonesOwn")], ...places]}
        />
      )}
      {(kind === "sip" || kind === "analog") && (
        <Choice
          label={say("device.flash")}
          value={typed.flash}
          onChange={(flash) => set({ flash })}
          options={flashes}
        />
      )}
    </div>
  );
}

/** Those that telephones come with, and the present one should it be none of them. */
function flashOptions(
  present: string,
  say: ReturnType<typeof useWords>["say"],
): readonly (readonly [string, string])[] {
  const usual = Object.entries(usualFlashes).map(
    ([id, flash]) =>
      [flashText(flash), say(`device.flash.${id as keyof typeof usualFlashes}`)] as const,
  );
  const known = present === "" || usual.some(([text]) => text === present);
  const { from = 0, to = 0 } = flashOf(present) ?? {};
  return [
    ["", say("device.flashUsual")],
    ...usual,
    ...(known ? [] : [[present, say("device.flashOwn", { from, to })] as const]),
  ];
}
