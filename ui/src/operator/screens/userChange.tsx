import { useState } from "react";
import { dataOf } from "../../api/client.ts";
import { Check, Choice, Field } from "../../kit/fields.tsx";
import { Card, Notice, Press } from "../../kit/parts.tsx";
import { ActForm } from "../actForm.tsx";
import { type UserDetail, useClient, useTiers } from "../api.ts";
import { useAct } from "../change.tsx";
import { useOp } from "../say.ts";
import { NarrowingFields, narrowingDraft, narrowingOf, Rules } from "./narrowing.tsx";

const relays = ["asAll", "whenNeeded", "always", "never"] as const;

/** What a user is called by, and what holds for their calls. */
export function ChangeUser({ of, close }: { readonly of: UserDetail; readonly close: () => void }) {
  const say = useOp();
  const client = useClient();
  const tiers = useTiers().data?.items ?? [];
  const [numbers, setNumbers] = useState(of.numbers.join(" "));
  const [extension, setExtension] = useState(of.extension ?? "");
  const [tier, setTier] = useState(of.tier);
  const [relay, setRelay] = useState<(typeof relays)[number]>(of.relay ?? "asAll");
  const [follows, setFollows] = useState(of.followsRedirections);
  const save = useAct(async () => {
    const body = {
      numbers: numbers.split(/[\s,]+/).filter((one) => one !== ""),
      extension: extension.trim() === "" ? null : extension.trim(),
      ...{ tier, followsRedirections: follows, relay: relay === "asAll" ? null : relay },
    };
    const params = { path: { name: of.name } };
    await dataOf(client.PATCH("/api/v1/users/{name}", { params, body }));
  }, close);
  return (
    <Card title={say("user.change")}>
      <ActForm act={save} close={close} again={close}>
        <div className="act-form">
          <Field
            {...{ label: say("users.numbers"), hint: say("user.numbersHint") }}
            value={numbers}
            onChange={setNumbers}
          />
          <Field
            {...{ label: say("users.extension"), inputMode: "numeric" }}
            value={extension}
            onChange={setExtension}
          />
          <Choice
            label={say("users.tierLabel")}
            value={tier}
            onChange={setTier}
            options={tiers.map(({ id }) => [id, id] as const)}
          />
          <Choice
            label={say("settings.relay")}
            value={relay}
            onChange={(one) => setRelay(one as (typeof relays)[number])}
            options={relays.map((one) => [one, say("settings.relayIs", { relay: one })] as const)}
          />
        </div>
        <Check label={say("user.follows")} checked={follows} onChange={setFollows} />
      </ActForm>
    </Card>
  );
}

/** What the operator refuses for this user; the owner is told so, with the reason. */
export function NarrowUser({ of: { name, narrowing } }: { readonly of: UserDetail }) {
  const say = useOp();
  const [changing, setChanging] = useState(false);
  const own = narrowing?.of === "user" ? narrowing : undefined;
  return (
    <Card title={say("narrow.title")}>
      {changing ? (
        <NarrowForm name={name} own={own} close={() => setChanging(false)} />
      ) : (
        <div className="stack gap-small">
          {narrowing ? (
            <Rules of={narrowing.rules} />
          ) : (
            <p className="muted">{say("narrow.none")}</p>
          )}
          {narrowing?.of === "tier" && <p className="muted small">{say("narrow.byTier")}</p>}
          <div>
            <Press onPress={() => setChanging(true)}>{say("narrow.change")}</Press>
          </div>
        </div>
      )}
    </Card>
  );
}

interface NarrowFormProps {
  readonly name: string;
  /** What is refused for this user alone. */
  readonly own: UserDetail["narrowing"];
  readonly close: () => void;
}

function NarrowForm({ name, own, close }: NarrowFormProps) {
  const say = useOp();
  const client = useClient();
  const [draft, setDraft] = useState(() => narrowingDraft(own));
  const url = "/api/v1/users/{name}/narrowing" as const;
  const params = { path: { name } };
  const save = useAct(async () => {
    await (draft.rules.length === 0
      ? dataOf(client.DELETE(url, { params }))
      : dataOf(client.PUT(url, { params, body: narrowingOf(draft) as never })));
  }, close);
  return (
    <ActForm act={save} close={close} again={close}>
      <Notice look="sky">{say("narrow.text")}</Notice>
      <NarrowingFields draft={draft} onChange={setDraft} />
    </ActForm>
  );
}
