/** Settings → Numbers & accounts: what callers dial, and how this server reaches the world. */
import { Plus, Ticket } from "lucide-react";
import { useState } from "react";
import { Locked, useMayChange } from "../../../kit/locked.tsx";
import { useSettings, useWords } from "../../../kit/page.tsx";
import { Press } from "../../../kit/parts.tsx";
import { useOpened } from "../../../kit/useOpened.ts";
import { type AccountItem, itemsOf } from "../parts/document.ts";
import { AccountCard } from "./accountCard.tsx";
import { AddAccount } from "./addAccount.tsx";
import { JoinExchange } from "./joinExchange.tsx";
import { Numbers } from "./numbers.tsx";
import { PolicyKey } from "./policyKey.tsx";
import "../parts/parts.css";

export default function Accounts() {
  const { say } = useWords();
  const mayChange = useMayChange();
  const settings = useSettings();
  const [adding, setAdding] = useState<"account" | "exchange">();
  const close = (): void => setAdding(undefined);
  const accounts = settings ? itemsOf<AccountItem>(settings, "accounts") : [];
  const opened = useOpened(accounts);
  return (
    <div className="stack">
      <Locked />
      <Numbers />
      <div className="head section-head">
        <h2>{say("account.title")}</h2>
        <div className="row wrap gap-small">
          <Press
            isDisabled={!mayChange || adding !== undefined}
            onPress={() => setAdding("account")}
          >
            <Plus size={16} aria-hidden="true" />
            {say("settings.add.account")}
          </Press>
          <Press
            isDisabled={!mayChange || adding !== undefined}
            onPress={() => setAdding("exchange")}
          >
            <Ticket size={16} aria-hidden="true" />
            {say("account.join")}
          </Press>
        </div>
      </div>
      {adding === "account" && <AddAccount close={close} />}
      {adding === "exchange" && <JoinExchange close={close} />}
      {accounts.length === 0 && adding === undefined && (
        <section className="card empty">
          <p>{say("settings.none.accounts")}</p>
        </section>
      )}
      {opened.all.map((one) => (
        <AccountCard key={one.id} account={one} opened={opened} />
      ))}
      {accounts.some(({ kind }) => kind === "exchange") && <PolicyKey />}
    </div>
  );
}
