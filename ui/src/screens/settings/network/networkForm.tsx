import { Check, Field } from "../../../kit/fields.tsx";
import { Locked } from "../../../kit/locked.tsx";
import { usePage } from "../../../kit/page.tsx";
import { Notice } from "../../../kit/parts.tsx";
import type { SettingsDocument } from "../../../words/decision.ts";
import type { MessageId } from "../../../words/en.ts";
import type { Network } from "../../../words/network.ts";
import { type Draft, useDraft } from "../draft.ts";
import { SaveBar } from "../saveBar.tsx";

type Servers = "stun" | "timeServers";

/** Whom the check may ask, and whether the router keeps ports open. */
export function NetworkForm({ ports }: { readonly ports: Network["ports"] }) {
  const draft = useDraft();
  return draft ? <Form draft={draft} ports={ports} /> : null;
}

function Form({ draft, ports }: { readonly draft: Draft; readonly ports: Network["ports"] }) {
  const { say } = usePage().words;
  const network = draft.document.network ?? {};
  const set = (change: Partial<NonNullable<SettingsDocument["network"]>>): void =>
    draft.edit((now) => ({ ...now, network: { ...now.network, ...change } }));
  const servers = (key: Servers, hint: MessageId) => (
    <Field
      label={say(`network.${key}`)}
      hint={say(hint)}
      value={(network[key] ?? []).join(", ")}
      onChange={(text) => set({ [key]: listOf(text) })}
      wrong={draft.wrongAt(`/network/${key}`)}
      autoComplete="off"
      spellCheck="false"
    />
  );
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void draft.save();
      }}
    >
      <Locked />
      <section className="card stack" aria-label={say("network.servers")}>
        <div>
          <h2>{say("network.servers")}</h2>
          <p className="muted small">{say("network.asked")}</p>
        </div>
        <div className="fields">
          {servers("stun", "network.stun.hint")}
          {servers("timeServers", "network.timeServers.hint")}
        </div>
        <Check
          label={say("network.keepPortsOpen")}
          checked={network.keepPortsOpen === true}
          onChange={(keepPortsOpen) => set({ keepPortsOpen })}
        />
        {ports.map((port) => (
          <KeptPort key={`${port.protocol}${port.port}`} port={port} />
        ))}
      </section>
      <SaveBar draft={draft} />
    </form>
  );
}

/** A comma that is being typed is kept. */
const listOf = (text: string): readonly string[] =>
  text === "" ? [] : text.split(/\s*,\s*/).map((one) => one.trim());

function KeptPort({ port: { protocol, port, state, outer, detail } }: PortProps) {
  const { say } = usePage().words;
  const there = outer && `${outer.host}:${outer.port}`;
  return (
    <Notice look={state === "refused" ? "amber" : "pine"}>
      {say(`network.port.${state}`, {
        protocol: protocol.toUpperCase(),
        port: String(port),
        outer: there ?? "same",
        detail: detail ?? "",
      })}
    </Notice>
  );
}

interface PortProps {
  readonly port: Network["ports"][number];
}
