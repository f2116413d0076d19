import { useState } from "react";
import { dataOf } from "../../api/client.ts";
import { Choice, Field } from "../../kit/fields.tsx";
import { Card, Loaded, Press, Trouble } from "../../kit/parts.tsx";
import { ActForm } from "../actForm.tsx";
import { type Tier, useClient, useTiers } from "../api.ts";
import { asSeen, useAct } from "../change.tsx";
import { useOp } from "../say.ts";
import { NarrowingFields, narrowingDraft, narrowingOf, Rules } from "./narrowing.tsx";

/** What users of each tier may do. */
export function Tiers() {
  const say = useOp();
  const asked = useTiers();
  const [changing, setChanging] = useState<Tier | "new">();
  const close = (): void => setChanging(undefined);
  return (
    <>
      <div className="row wrap gap-small">
        <h1 className="grow">{say("op.tiers")}</h1>
        <Press look="primary" onPress={() => setChanging("new")}>
          {say("tiers.add")}
        </Press>
      </div>
      {changing === "new" && <TierForm close={close} />}
      <Loaded asked={asked}>
        {({ items }) =>
          items.map((tier) =>
            changing !== "new" && changing?.id === tier.id ? (
              <TierForm key={tier.id} of={changing} close={close} />
            ) : (
              <One key={tier.id} tier={tier} change={() => setChanging(tier)} />
            ),
          )
        }
      </Loaded>
    </>
  );
}

function One({ tier, change }: { readonly tier: Tier; readonly change: () => void }) {
  const say = useOp();
  const client = useClient();
  const { id, calls, channels, users, narrowed, etag } = tier;
  const params = { path: { id }, header: { "if-match": etag } };
  const remove = useAct(() => dataOf(client.DELETE("/api/v1/tiers/{id}", { params })));
  return (
    <Card
      title={id}
      action={<span className="muted small">{say("tiers.users", { n: users })}</span>}
    >
      <div className="stack gap-small">
        <p>{say("tiers.calls", { calls })}</p>
        <p className="muted small">{say("tiers.channels", { n: channels })}</p>
        {narrowed && (
          <>
            <p>{say("user.narrowed", { reason: narrowed.reason })}</p>
            <Rules of={narrowed.rules} />
          </>
        )}
        <div className="row wrap gap-small">
          <Press aria-label={say("change.changeOf", { of: id })} onPress={change}>
            {say("change.change")}
          </Press>
          {users === 0 && (
            <Press look="red" onPress={() => remove.mutate()} isDisabled={remove.isPending}>
              {say("user.remove")}
            </Press>
          )}
        </div>
        <Trouble error={remove.error} />
      </div>
    </Card>
  );
}

interface TierFormProps {
  /** As it was seen; undefined for a new one. */
  readonly of?: Tier;
  readonly close: () => void;
}

const levels = ["members", "usual", "anywhere"] as const;

function TierForm({ of, close }: TierFormProps) {
  const say = useOp();
  const client = useClient();
  const [id, setId] = useState(of?.id ?? "");
  const [calls, setCalls] = useState<Tier["calls"]>(of?.calls ?? "members");
  const [channels, setChannels] = useState(String(of?.channels ?? 10));
  const [narrowed, setNarrowed] = useState(narrowingDraft(of?.narrowed));
  const save = useAct(async () => {
    const body = {
      ...{ calls, channels: Number(channels) },
      ...(narrowed.rules.length > 0 && { narrowed: narrowingOf(narrowed) }),
    };
    const params = { path: { id: id.trim() }, header: asSeen(of?.etag) };
    await dataOf(client.PUT("/api/v1/tiers/{id}", { params, body }));
  }, close);
  return (
    <Card title={of?.id ?? say("tiers.add")}>
      <ActForm act={save} close={close} again={close}>
        {of === undefined && (
          <Field
            {...{ label: say("users.nameLabel"), hint: say("tiers.idHint"), isRequired: true }}
            autoFocus
            value={id}
            onChange={setId}
          />
        )}
        <Choice
          label={say("tiers.callsLabel")}
          value={calls}
          onChange={(one) => setCalls(one as Tier["calls"])}
          options={levels.map((one) => [one, say("tiers.calls", { calls: one })] as const)}
        />
        <Field
          {...{ label: say("tiers.channelsLabel"), isRequired: true, inputMode: "numeric" }}
          value={channels}
          onChange={setChannels}
        />
        <h3>{say("narrow.title")}</h3>
        <NarrowingFields draft={narrowed} onChange={setNarrowed} />
      </ActForm>
    </Card>
  );
}
