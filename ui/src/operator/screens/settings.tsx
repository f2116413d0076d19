import { useState } from "react";
import { dataOf } from "../../api/client.ts";
import { Check, Choice, Field } from "../../kit/fields.tsx";
import { Card, Loaded, Notice } from "../../kit/parts.tsx";
import { ActForm } from "../actForm.tsx";
import { type Limits, useClient, useLimits, useOverview } from "../api.ts";
import { useAct } from "../change.tsx";
import { useOp } from "../say.ts";

/** What holds for the whole exchange: whose it is, how calls go, and its limits. */
export function Settings() {
  const say = useOp();
  const asked = useLimits();
  const [round, setRound] = useState(0);
  const again = (): void => void asked.refetch().then(() => setRound(round + 1));
  return (
    <>
      <h1>{say("op.settings")}</h1>
      <Loaded asked={asked}>
        {({ limits, etag }) => <Form key={round} of={limits} etag={etag} again={again} />}
      </Loaded>
      <Ports />
    </>
  );
}

interface FormProps {
  readonly of: Limits;
  readonly etag: string;
  readonly again: () => void;
}

const numbersIn = {
  bindingsPerUser: "settings.bindings",
  strangersPerMinute: "settings.strangers",
  least: "settings.least",
  most: "settings.most",
} as const;
const numbered = Object.keys(numbersIn) as readonly (keyof typeof numbersIn)[];

const draftOf = ({ domains, expiry, bindingsPerUser, strangersPerMinute, ...rest }: Limits) => ({
  ...rest,
  domains: domains.join(" "),
  bindingsPerUser: String(bindingsPerUser),
  strangersPerMinute: String(strangersPerMinute),
  ...{ least: String(expiry.least), most: String(expiry.most) },
});
type Draft = ReturnType<typeof draftOf>;

const bodyOf = ({ domains, least, most, ...rest }: Draft): Limits => ({
  ...rest,
  country: rest.country.trim().toUpperCase(),
  domains: domains.split(/[\s,]+/).filter((one) => one !== ""),
  bindingsPerUser: Number(rest.bindingsPerUser),
  strangersPerMinute: Number(rest.strangersPerMinute),
  expiry: { least: Number(least), most: Number(most) },
});

function Form({ of, etag, again }: FormProps) {
  const say = useOp();
  const client = useClient();
  const [begun, setBegun] = useState({ draft: draftOf(of), etag });
  const { draft } = begun;
  const set = (change: Partial<Draft>): void =>
    setBegun({ ...begun, draft: { ...draft, ...change } });
  const save = useAct(async () => {
    const header = { "if-match": begun.etag };
    await dataOf(client.PATCH("/api/v1/limits", { params: { header }, body: bodyOf(draft) }));
  }, again);
  return (
    <ActForm act={save} again={again}>
      <Card title={say("settings.all")}>
        <div className="stack">
          <Whose draft={draft} set={set} />
          <How draft={draft} set={set} />
        </div>
      </Card>
      <Card title={say("settings.limits")}>
        <div className="act-form">
          {numbered.map((key) => (
            <Field
              key={key}
              label={say(numbersIn[key])}
              isRequired
              inputMode="numeric"
              value={draft[key]}
              onChange={(text) => set({ [key]: text })}
            />
          ))}
        </div>
      </Card>
    </ActForm>
  );
}

interface PartProps {
  readonly draft: Draft;
  readonly set: (change: Partial<Draft>) => void;
}

function Whose({ draft, set }: PartProps) {
  const say = useOp();
  return (
    <div className="act-form">
      <Field
        {...{ label: say("settings.domains"), hint: say("settings.domainsHint") }}
        isRequired
        value={draft.domains}
        onChange={(domains) => set({ domains })}
      />
      <Field
        {...{ label: say("settings.country"), hint: say("settings.countryHint") }}
        isRequired
        maxLength={2}
        value={draft.country}
        onChange={(country) => set({ country })}
      />
    </div>
  );
}

function How({ draft, set }: PartProps) {
  const say = useOp();
  return (
    <>
      <Choice
        label={say("settings.membersCall")}
        value={draft.membersCall}
        onChange={(one) => set({ membersCall: one as Draft["membersCall"] })}
        options={[
          ["strict", say("settings.strict")],
          ["peer", say("settings.peer")],
        ]}
      />
      <Choice
        label={say("settings.relay")}
        value={draft.relay}
        onChange={(one) => set({ relay: one as Draft["relay"] })}
        options={(["whenNeeded", "always", "never"] as const).map(
          (one) => [one, say("settings.relayIs", { relay: one })] as const,
        )}
      />
      <Check
        label={say("settings.hidesUsers")}
        checked={draft.hidesUsers}
        onChange={(hidesUsers) => set({ hidesUsers })}
      />
    </>
  );
}

/** Set where it is started, so read here. */
function Ports() {
  const say = useOp();
  const asked = useOverview();
  return (
    <Card title={say("settings.ports")}>
      <Loaded asked={asked}>
        {({ sip, troubles }) => (
          <div className="stack gap-small">
            <ul className="user-list">
              {sip.map(({ protocol, host, port }) => (
                <li key={`${protocol} ${host} ${port}`} className="num">
                  {say("settings.port", { protocol, at: `${host}:${port}` })}
                </li>
              ))}
            </ul>
            <p className="muted small">{say("settings.portsText")}</p>
            {troubles.map(({ code, detail }) => (
              <Notice key={`${code} ${detail}`} look="amber">
                {detail}
              </Notice>
            ))}
          </div>
        )}
      </Loaded>
    </Card>
  );
}
