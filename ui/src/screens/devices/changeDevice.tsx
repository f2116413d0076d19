import { type FormEvent, useMemo, useState } from "react";
import type { Device } from "../../api/client.ts";
import { Choice, Field } from "../../kit/fields.tsx";
import { useConnected, useSettings, useWords } from "../../kit/page.tsx";
import { Card, Press, Trouble } from "../../kit/parts.tsx";
import { countries } from "../../words/places.ts";
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

function Form({ device, written }: { readonly device: Device; readonly written: Written }) {
  const words = useWords();
  const { say } = words;
  const connected = useConnected();
  const { change } = useDevices();
  const [name, setName] = useState(device.name);
  const [room, setRoom] = useState(device.room ?? "");
  const [tones, setTones] = useState(written.tones ?? "");
  const [flash, setFlash] = useState(flashText(written.hookFlash));
  const places = useMemo(() => countries(words.locale), [words.locale]);
  const hasTones = device.kind !== "mgcp";
  const hasFlash = device.kind === "sip" || device.kind === "analog";
  const save = (event: FormEvent): void => {
    event.preventDefault();
    change.mutate({
      id: device.id,
      name: name.trim(),
      room: room.trim() || null,
      ...(hasTones && { tones: tones || null }),
      ...(hasFlash && { hookFlash: flashOf(flash) ?? null }),
    });
  };
  return (
    <form className="stack" onSubmit={save}>
      <div className="fields">
        <Field
          label={say("device.name")}
          value={name}
          onChange={setName}
          isRequired
          maxLength={120}
        />
        <Field label={say("device.room")} value={room} onChange={setRoom} maxLength={120} />
        {hasTones && (
          <Choice
            label={say("device.tones")}
            value={tones}
            onChange={setTones}
            options={[["", say("device.tonesOwn")], ...places]}
          />
        )}
        {hasFlash && (
          <Choice
            label={say("device.flash")}
            value={flash}
            onChange={setFlash}
            options={flashOptions(flashText(written.hookFlash), say)}
          />
        )}
      </div>
      {device.kind === "sip" && <p className="muted small">{say("device.flashHint")}</p>}
      <div className="row wrap" role="status">
        <Press type="submit" isDisabled={!connected} isPending={change.isPending}>
          {say("device.save")}
        </Press>
        {change.isSuccess && <span className="small">{say("device.saved")}</span>}
      </div>
      <Trouble error={change.error} />
    </form>
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
