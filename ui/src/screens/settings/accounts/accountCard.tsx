import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { accountsQuery } from "../../../api/queries.ts";
import { useMayChange } from "../../../kit/locked.tsx";
import { MoreMenu } from "../../../kit/moreMenu.tsx";
import { useNames, useNow, usePage } from "../../../kit/page.tsx";
import { Press, Trouble } from "../../../kit/parts.tsx";
import type { OpenedIn } from "../../../kit/useOpened.ts";
import { type AccountItem, withoutAccount } from "../parts/document.ts";
import { PartForm, Refusals } from "../parts/partForm.tsx";
import { useAct } from "../parts/useAct.ts";
import { AccountFields } from "./accountForm.tsx";
import { accountFacts, accountState } from "./accountState.ts";
import { TryAccount } from "./tryAccount.tsx";
import { useAccount } from "./useAccount.ts";
import { useMembership } from "./useMembership.ts";

interface CardProps {
  readonly account: AccountItem;
  readonly opened: OpenedIn<AccountItem>;
}

/** One account: how it stands, what it is, and what may be done with it. */
export function AccountCard({ account, opened }: CardProps) {
  const { api, words } = usePage();
  const { say } = words;
  const names = useNames();
  const mayChange = useMayChange();
  const now = useNow(30_000);
  const status = useQuery(accountsQuery(api)).data?.find(({ id }) => id === account.id);
  const [trying, setTrying] = useState(false);
  const { act, refused } = useAct();
  const { leave } = useMembership();
  const { id, enabled = true } = account;
  const isOpen = opened.isOpen(id);
  const name = names.account(id);
  const { dot, sentence } = accountState(account, status, words, now);
  const turn = (on: boolean): void =>
    void act(
      (document) => ({
        ...document,
        accounts: (document.accounts ?? []).map((one) =>
          one.id === id ? { ...one, enabled: on } : one,
        ),
      }),
      say("changed.turned", { name, yes: on ? "yes" : "no" }),
    );
  const isExchange = account.kind === "exchange";
  const gone = say("changed.removed", { name });
  /** An exchange is told to forget what it was told first. */
  const remove = (): void => {
    opened.close(id);
    if (isExchange) leave.mutate({ id, name });
    else void act((now) => withoutAccount(now, id), gone);
  };
  return (
    <section className="card stack account" aria-label={name} id={`account-${id}`}>
      <div className="head">
        <h2 className="grow" dir="auto">
          {name}
        </h2>
        <div className="row gap-small">
          <Press
            aria-expanded={isOpen}
            aria-label={say("account.changeOf", { name })}
            onPress={() => (isOpen ? opened.close(id) : opened.open(account))}
          >
            {say("account.change")}
          </Press>
          <MoreMenu
            label={say("account.more", { name })}
            acts={[
              { id: "try", text: say("account.try"), act: () => setTrying(true) },
              {
                id: "turn",
                text: say(enabled ? "account.turnOff" : "account.turnOn"),
                isDisabled: !mayChange,
                act: () => turn(!enabled),
              },
              {
                id: "remove",
                text: say(isExchange ? "account.leave" : "settings.remove"),
                look: "red",
                isDisabled: !mayChange,
                act: remove,
              },
            ]}
          />
        </div>
      </div>
      <Standing account={account} dot={dot} sentence={sentence} />
      <Refusals all={refused} />
      <Trouble error={leave.error} />
      {trying && !isOpen && <TryAccount account={account} at="once" />}
      {isOpen && <Form account={account} close={() => opened.close(id)} />}
    </section>
  );
}

interface StandingProps {
  readonly account: AccountItem;
  readonly dot: string;
  readonly sentence: string;
}

/** How it is doing, and what it is. */
function Standing({ account, dot, sentence }: StandingProps) {
  const { words } = usePage();
  const { say } = words;
  const names = useNames();
  return (
    <div className="stack gap-small">
      <p className="row gap-small account-state">
        <span className={`dot ${dot}`} aria-hidden="true" />
        <span>{sentence}</span>
      </p>
      <p className="muted small facts-line">
        {[
          ...(account.number
            ? [say("account.facts.shows", { number: names.written(account.number) })]
            : []),
          ...accountFacts(account, words),
        ].join(" · ")}
      </p>
    </div>
  );
}

function Form({ account, close }: { readonly account: AccountItem; readonly close: () => void }) {
  const { words } = usePage();
  const part = useAccount(account);
  return (
    <PartForm
      part={part}
      close={close}
      told={() => words.say("changed.changed", { name: part.value.name || part.value.server })}
    >
      <AccountFields part={part} />
    </PartForm>
  );
}
