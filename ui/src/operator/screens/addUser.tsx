import { type FormEvent, useState } from "react";
import { dataOf } from "../../api/client.ts";
import { Check, Choice, Field } from "../../kit/fields.tsx";
import { Card, Press, Trouble } from "../../kit/parts.tsx";
import { type HostedKey, type Invitation, useClient, useTiers } from "../api.ts";
import { useAct } from "../change.tsx";
import { useOp } from "../say.ts";

const empty = { name: "", number: "", extension: "", tier: "" };
type Draft = typeof empty;

/** What was left empty is not said. */
function bodyOf({ name, number, extension, tier }: Draft) {
  const e164 = number.replaceAll(/[\s()-]/g, "");
  return {
    name: name.trim(),
    ...(e164 !== "" && { numbers: [e164] }),
    ...(extension.trim() !== "" && { extension: extension.trim() }),
    ...(tier !== "" && { tier }),
  };
}

/** A new user; what is made is an invitation. */
export function AddUser({ added }: { readonly added: (made: Invitation | HostedKey) => void }) {
  const say = useOp();
  const client = useClient();
  const [draft, setDraft] = useState(empty);
  const [hosted, setHosted] = useState(false);
  const set = (key: keyof Draft) => (text: string) => setDraft({ ...draft, [key]: text });
  const add = useAct(async () => {
    const body = bodyOf(draft);
    const made = await dataOf(client.POST("/api/v1/users", { body }));
    if (!hosted) return made;
    const params = { path: { name: body.name } };
    return dataOf(client.POST("/api/v1/users/{name}/hosting", { params, body: {} }));
  }, added);
  const enter = (event: FormEvent): void => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <Card title={say("users.add")}>
      <form className="stack" onSubmit={enter}>
        <Field
          {...{ label: say("users.nameLabel"), hint: say("users.nameHint"), isRequired: true }}
          autoFocus
          value={draft.name}
          onChange={set("name")}
        />
        <Field
          {...{ label: say("users.number"), hint: say("users.numberHint"), type: "tel" }}
          value={draft.number}
          onChange={set("number")}
        />
        <Field
          {...{ label: say("users.extension"), hint: say("users.extensionHint") }}
          inputMode="numeric"
          value={draft.extension}
          onChange={set("extension")}
        />
        <Tiers value={draft.tier} onChange={set("tier")} />
        <Check label={say("hosting.wished")} checked={hosted} onChange={setHosted} />
        <Trouble error={add.error} />
        <div>
          <Press look="primary" type="submit" isDisabled={add.isPending}>
            {say("users.add")}
          </Press>
        </div>
      </form>
    </Card>
  );
}

interface TiersProps {
  readonly value: string;
  readonly onChange: (tier: string) => void;
}

/** Where there is more than one. */
function Tiers({ value, onChange }: TiersProps) {
  const say = useOp();
  const tiers = useTiers().data?.items ?? [];
  if (tiers.length < 2) return null;
  return (
    <Choice
      label={say("users.tierLabel")}
      value={value === "" ? "standard" : value}
      onChange={onChange}
      options={tiers.map(({ id }) => [id, id] as const)}
    />
  );
}
