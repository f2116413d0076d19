import { useState } from "react";
import { dataOf } from "../../api/client.ts";
import { Check, Choice, Field } from "../../kit/fields.tsx";
import { Card } from "../../kit/parts.tsx";
import { ActForm } from "../actForm.tsx";
import { type Trunk, useClient } from "../api.ts";
import { asSeen, useAct } from "../change.tsx";
import { useOp } from "../say.ts";
import { type TrunkDraft, trunkBody, trunkDraft } from "../trunkDraft.ts";

interface TrunkFormProps {
  /** As it was seen; undefined for a new one. */
  readonly of?: Trunk;
  readonly close: () => void;
}

/** A whole trunk. Its password goes in and never comes out. */
export function TrunkForm({ of, close }: TrunkFormProps) {
  const say = useOp();
  const client = useClient();
  const [draft, setDraft] = useState(() => trunkDraft(of));
  const set = (change: Partial<TrunkDraft>): void => setDraft({ ...draft, ...change });
  const save = useAct(async () => {
    const params = { path: { id: draft.id.trim() }, header: asSeen(of?.etag) };
    await dataOf(client.PUT("/api/v1/trunks/{id}", { params, body: trunkBody(draft) }));
  }, close);
  return (
    <Card title={of?.id ?? say("trunks.add")}>
      <ActForm act={save} close={close} again={close}>
        <Where {...{ draft, set }} isNew={of === undefined} />
        <Login {...{ draft, set }} has={of?.login !== undefined} />
        <Numbers {...{ draft, set }} />
      </ActForm>
    </Card>
  );
}

interface PartProps {
  readonly draft: TrunkDraft;
  readonly set: (change: Partial<TrunkDraft>) => void;
}

const transports = ["udp", "tcp", "tls"] as const;

function Where({ draft, set, isNew }: PartProps & { readonly isNew: boolean }) {
  const say = useOp();
  return (
    <div className="act-form">
      {isNew && (
        <Field
          {...{ label: say("users.nameLabel"), hint: say("trunks.idHint"), isRequired: true }}
          autoFocus
          value={draft.id}
          onChange={(id) => set({ id })}
        />
      )}
      <Field
        {...{ label: say("trunks.server"), hint: say("trunks.serverHint"), isRequired: true }}
        value={draft.server}
        onChange={(server) => set({ server })}
      />
      <Choice
        label={say("trunks.transport")}
        value={draft.transport}
        onChange={(one) => set({ transport: one as TrunkDraft["transport"] })}
        options={transports.map((one) => [one, one.toUpperCase()] as const)}
      />
      <Field
        {...{ label: say("trunks.from"), hint: say("trunks.fromHint") }}
        value={draft.from}
        onChange={(from) => set({ from })}
      />
      <Field
        {...{ label: say("trunks.prefixes"), hint: say("trunks.prefixesHint") }}
        value={draft.prefixes}
        onChange={(prefixes) => set({ prefixes })}
      />
      <Field
        {...{ label: say("trunks.channelsLabel"), isRequired: true, inputMode: "numeric" }}
        value={draft.channels}
        onChange={(channels) => set({ channels })}
      />
    </div>
  );
}

function Login({ draft, set, has }: PartProps & { readonly has: boolean }) {
  const say = useOp();
  return (
    <>
      <div className="act-form">
        <Field
          {...{ label: say("trunks.username"), hint: say("trunks.usernameHint") }}
          autoComplete="off"
          value={draft.username}
          onChange={(username) => set({ username })}
        />
        <Field
          {...{ label: say("trunks.secret"), type: "password" }}
          {...(has && { hint: say("trunks.secretKept") })}
          isRequired={draft.username !== "" && !has}
          autoComplete="new-password"
          value={draft.secret}
          onChange={(secret) => set({ secret })}
        />
        <Field
          {...{ label: say("trunks.authUsername"), hint: say("trunks.authUsernameHint") }}
          autoComplete="off"
          value={draft.authUsername}
          onChange={(authUsername) => set({ authUsername })}
        />
        <Field
          {...{ label: say("trunks.domain"), hint: say("trunks.domainHint") }}
          value={draft.domain}
          onChange={(domain) => set({ domain })}
        />
      </div>
      <Check
        label={say("trunks.registers")}
        checked={draft.registers}
        onChange={(registers) => set({ registers })}
      />
    </>
  );
}

const writings = ["e164", "digits", "national"] as const;

function Numbers({ draft, set }: PartProps) {
  const say = useOp();
  return (
    <>
      <div className="act-form">
        <Choice
          label={say("trunks.numbers")}
          value={draft.numbers}
          onChange={(one) => set({ numbers: one as TrunkDraft["numbers"] })}
          options={writings.map((one) => [one, say("trunks.written", { numbers: one })] as const)}
        />
        <Field
          {...{ label: say("trunks.callerId"), hint: say("trunks.callerIdHint"), type: "tel" }}
          value={draft.callerId}
          onChange={(callerId) => set({ callerId })}
        />
      </div>
      <Check
        label={say("trunks.always")}
        checked={draft.always}
        onChange={(always) => set({ always })}
      />
    </>
  );
}
