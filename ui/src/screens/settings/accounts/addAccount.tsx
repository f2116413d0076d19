/** A new account, in three short steps: what it is, how it knows us, and whether it works. */
import { useEffect, useState } from "react";
import { newId } from "#kit/newId.ts";
import { useSettings, useWords } from "../../../kit/page.tsx";
import { Press } from "../../../kit/parts.tsx";
import { Segments } from "../../../kit/segments.tsx";
import type { AccountItem } from "../parts/document.ts";
import { PartForm } from "../parts/partForm.tsx";
import type { Part } from "../parts/usePart.ts";
import { nameField, numberField, serverField } from "./accountFields.ts";
import { AccountFields, Knows, Specs } from "./accountForm.tsx";
import { TryAccount } from "./tryAccount.tsx";
import { useAccount } from "./useAccount.ts";

const blank: AccountItem = { id: "", kind: "carrier", server: "", register: true };

export function AddAccount({ close }: { readonly close: () => void }) {
  const { say } = useWords();
  const [kept, setKept] = useState<AccountItem>();
  return (
    <section className="card stack" aria-label={say("account.add")}>
      <h2>{say("account.add")}</h2>
      {kept ? <Works account={kept} close={close} /> : <Asks kept={setKept} close={close} />}
    </section>
  );
}

interface AsksProps {
  readonly kept: (account: AccountItem) => void;
  readonly close: () => void;
}

function Asks({ kept, close }: AsksProps) {
  const { say } = useWords();
  const [step, setStep] = useState<1 | 2>(1);
  const accounts = useSettings()?.accounts ?? [];
  const [id] = useState(() => newId("account", accounts));
  const asked = useAccount({ ...blank, id });
  const part: Part<AccountItem> = {
    ...asked,
    async save(told) {
      const saved = await asked.save(told);
      if (saved) kept(asked.value);
      return saved;
    },
  };
  /* What is wrong with the first step is shown there. */
  const first = asked.wrongAt("/server") ?? asked.wrongAt("/name");
  useEffect(() => {
    if (first !== undefined && !asked.isSaving) setStep(1);
  }, [first, asked.isSaving]);
  const isNamed = part.value.server.trim() !== "";
  if (step === 1)
    return (
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (isNamed) setStep(2);
        }}
      >
        <p className="eyebrow">{say("account.step", { n: 1 })}</p>
        <Kind part={part} />
        <Specs part={part} specs={[serverField, nameField]} />
        <Keys close={close} isDisabled={!isNamed} />
      </form>
    );
  return (
    <PartForm
      part={part}
      saveText={say("account.add.save")}
      close={undefined}
      told={() => say("changed.added", { name: part.value.name || part.value.server })}
    >
      <p className="eyebrow">{say("account.step", { n: 2 })}</p>
      <Knows part={part} />
      <Specs part={part} specs={[numberField]} />
      <div>
        <Press look="bare" onPress={() => setStep(1)}>
          {say("account.back")}
        </Press>
      </div>
    </PartForm>
  );
}

function Kind({ part }: { readonly part: Part<AccountItem> }) {
  const { say } = useWords();
  const { kind } = part.value;
  return (
    <div className="field">
      <span className="label">{say("account.kind")}</span>
      <div>
        <Segments
          label={say("account.kind")}
          value={kind}
          onChange={(next) => part.set({ ...part.value, kind: next as AccountItem["kind"] })}
          options={[
            ["carrier", say("settings.kind.carrier")],
            ["exchange", say("settings.kind.exchange")],
          ]}
        />
      </div>
      <p className="hint">
        {say(kind === "carrier" ? "account.kind.carrier.hint" : "account.kind.exchange.hint")}
      </p>
    </div>
  );
}

function Keys({ close, isDisabled }: { readonly close: () => void; readonly isDisabled: boolean }) {
  const { say } = useWords();
  return (
    <div className="row wrap gap-small">
      <Press look="primary" type="submit" isDisabled={isDisabled}>
        {say("account.next")}
      </Press>
      <Press look="bare" onPress={close}>
        {say("handling.cancel")}
      </Press>
    </div>
  );
}

/** It is kept; now it is seen whether calls can go through it, and what is wrong is mended here. */
function Works({ account, close }: { readonly account: AccountItem; readonly close: () => void }) {
  const { say } = useWords();
  const [mending, setMending] = useState(false);
  const now = (useSettings()?.accounts as readonly AccountItem[] | undefined)?.find(
    ({ id }) => id === account.id,
  );
  const part = useAccount(now ?? account);
  if (mending)
    return (
      <PartForm
        part={part}
        close={() => setMending(false)}
        told={() => say("changed.changed", { name: part.value.name || part.value.server })}
      >
        <AccountFields part={part} />
      </PartForm>
    );
  return (
    <>
      <p className="eyebrow">{say("account.step", { n: 3 })}</p>
      <TryAccount account={now ?? account} at="once" />
      <div className="row wrap gap-small">
        <Press look="primary" onPress={close}>
          {say("account.done")}
        </Press>
        <Press look="bare" onPress={() => setMending(true)}>
          {say("account.mend")}
        </Press>
      </div>
    </>
  );
}
