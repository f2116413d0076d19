import { useState } from "react";
import { Check, Choice, Field } from "../../../kit/fields.tsx";
import { useConnected, useNames, useSettings, useWords } from "../../../kit/page.tsx";
import type { SettingsDocument } from "../../../words/decision.ts";
import { type Names, ownGroups } from "../../../words/names.ts";
import { upperFirst, type Words } from "../../../words/say.ts";
import { FormKeys } from "../formKeys.tsx";
import { type RuleDraft, type What, whats } from "./ruleDraft.ts";

interface FormProps {
  readonly draft: RuleDraft;
  /** For everyone else, always: only what happens is asked. */
  readonly pinned?: boolean;
  readonly save: (draft: RuleDraft) => Promise<boolean>;
  readonly remove?: () => Promise<boolean>;
  readonly close: () => void;
}

export function RuleForm({ draft: start, pinned = false, save, remove, close }: FormProps) {
  const { say } = useWords();
  const connected = useConnected();
  const [draft, setDraft] = useState(start);
  const [saving, setSaving] = useState(false);
  const set = (part: Partial<RuleDraft>): void => setDraft({ ...draft, ...part });
  const settle = async (done: Promise<boolean>): Promise<void> => {
    setSaving(true);
    if (await done) close();
    else setSaving(false);
  };
  return (
    <form
      className="rule-form"
      onSubmit={(event) => {
        event.preventDefault();
        void settle(save(draft));
      }}
    >
      <div className="fields">
        {!pinned && (
          <>
            <Field
              label={say("settings.name")}
              value={draft.name}
              maxLength={100}
              onChange={(name) => set({ name })}
            />
            <WhoAndWhen draft={draft} set={set} />
          </>
        )}
        <Happening draft={draft} set={set} />
      </div>
      <FormKeys
        busy={!connected || saving}
        close={close}
        {...(remove && { remove: () => void settle(remove()) })}
      />
    </form>
  );
}

interface PartProps {
  readonly draft: RuleDraft;
  readonly set: (part: Partial<RuleDraft>) => void;
}
type Options = readonly (readonly [value: string, text: string])[];

function WhoAndWhen({ draft, set }: PartProps) {
  const words = useWords();
  const names = useNames();
  const settings = useSettings();
  return (
    <>
      <Choice
        label={words.say("handling.who")}
        value={draft.who}
        onChange={(who) => set({ who })}
        options={whoOptions(settings, words, names)}
      />
      {draft.who === "like" && (
        <Field
          label={words.say("settings.number")}
          hint={words.say("handling.like.hint")}
          value={draft.like}
          onChange={(like) => set({ like })}
        />
      )}
      <Choice
        label={words.say("handling.when")}
        value={draft.when}
        onChange={(when) => set({ when })}
        options={whenOptions(settings, words, names)}
      />
    </>
  );
}

function whoOptions(settings: SettingsDocument | undefined, words: Words, names: Names): Options {
  const groups = new Set([...ownGroups, ...(settings?.groups ?? []).map(({ id }) => id)]);
  const named = [...groups].map((id) => [id, names.group(id)] as const);
  return [
    ["anyone", upperFirst(words.say("rule.anyone"), words)],
    ...named.map(([id, name]) => [`in:${id}`, upperFirst(name, words)] as const),
    ["like", words.say("handling.like")],
    ...named.map(
      ([id, but]) =>
        [
          `but:${id}`,
          upperFirst(words.say("rule.but", { who: words.say("rule.anyone"), but }), words),
        ] as const,
    ),
  ];
}

function whenOptions(settings: SettingsDocument | undefined, words: Words, names: Names): Options {
  const { say } = words;
  const times = (settings?.times ?? []).map(({ id }) => [id, names.time(id)] as const);
  const option = (value: string, text: string) => [value, upperFirst(text, words)] as const;
  return [
    option("always", say("rule.when.always", { yes: "yes" })),
    ...times.map(([id, time]) =>
      option(`during:${id}`, say("rule.when.during", { yes: "yes", time })),
    ),
    ...times.map(([id, time]) =>
      option(`outside:${id}`, say("rule.when.during", { yes: "no", time })),
    ),
    ...["quiet", "away", "night"].map((id) =>
      option(`mode:${id}`, say("rule.when.mode", { yes: "yes", mode: names.mode(id) })),
    ),
  ];
}

function Happening({ draft, set }: PartProps) {
  const { say } = useWords();
  return (
    <>
      <Choice
        label={say("handling.what")}
        value={draft.what}
        onChange={(what) => set({ what: what as What })}
        options={whats.map((what) => [what, say(`handling.what.${what}`)] as const)}
      />
      {draft.what === "ring" && <Ringing draft={draft} set={set} />}
      {draft.what === "forward" && (
        <Field
          label={say("settings.number")}
          value={draft.number}
          onChange={(number) => set({ number })}
        />
      )}
      {(draft.what === "ring" || draft.what === "forward") && (
        <Check
          label={say("handling.mailbox")}
          checked={draft.mailbox}
          onChange={(mailbox) => set({ mailbox })}
        />
      )}
    </>
  );
}

/** Which telephones, and how long. */
function Ringing({ draft, set }: PartProps) {
  const { say } = useWords();
  const names = useNames();
  const devices = useSettings()?.devices ?? [];
  return (
    <>
      <Field
        label={say("handling.seconds")}
        type="number"
        inputMode="numeric"
        value={String(draft.seconds)}
        onChange={(text) => set({ seconds: Math.max(1, Math.round(Number(text)) || 1) })}
      />
      <fieldset className="field">
        <legend className="label">{say("handling.telephones")}</legend>
        <Check
          label={say("handling.every")}
          checked={draft.devices.length === 0}
          onChange={(every) =>
            set({ devices: every ? [] : devices.slice(0, 1).map(({ id }) => id) })
          }
        />
        {draft.devices.length > 0 &&
          devices.map(({ id }) => (
            <Check
              key={id}
              label={names.title(id)}
              checked={draft.devices.includes(id)}
              onChange={(rings) =>
                set({
                  devices: rings
                    ? [...draft.devices, id]
                    : draft.devices.filter((one) => one !== id),
                })
              }
            />
          ))}
      </fieldset>
    </>
  );
}
