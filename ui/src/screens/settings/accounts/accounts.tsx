/** Settings → Numbers & accounts: what callers dial, and how this server reaches the world. */
import { Plus } from "lucide-react";
import { useState } from "react";
import { Locked, useMayChange } from "../../../kit/locked.tsx";
import { useSettings, useWords } from "../../../kit/page.tsx";
import { Press } from "../../../kit/parts.tsx";
import { type AccountItem, itemsOf } from "../parts/document.ts";
import { AccountCard } from "./accountCard.tsx";
import { AddAccount } from "./addAccount.tsx";
import { Numbers } from "./numbers.tsx";
import "../parts/parts.css";

export default function Accounts() {
  const { say } = useWords();
  const mayChange = useMayChange();
  const settings = useSettings();
  const [adding, setAdding] = useState(false);
  const accounts = settings ? itemsOf<AccountItem>(settings, "accounts") : [];
  return (
    <div className="stack">
      <Locked />
      <Numbers />
      <div className="head section-head">
        <h2>{say("account.title")}</h2>
        <Press isDisabled={!mayChange || adding} onPress={() => setAdding(true)}>
          <Plus size={16} aria-hidden="true" />
          {say("settings.add.account")}
        </Press>
      </div>
      {adding && <AddAccount close={() => setAdding(false)} />}
      {accounts.length === 0 && !adding && (
        <section className="card empty">
          <p>{say("settings.none.accounts")}</p>
        </section>
      )}
      {accounts.map((one) => (
        <AccountCard key={one.id} account={one} />
      ))}
    </div>
  );
}
