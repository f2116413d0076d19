/** A new account by an exchange's invitation: pasted, read out, and joined. */
import { useId, useState } from "react";
import { type Invitation, readInvitation } from "#telephony/membership/invitation.ts";
import { useConnected, useNames, useSettings, useWords } from "../../../kit/page.tsx";
import { Press, Trouble } from "../../../kit/parts.tsx";
import type { AccountItem } from "../parts/document.ts";
import { TryAccount } from "./tryAccount.tsx";
import { useMembership } from "./useMembership.ts";

export function JoinExchange({ close }: { readonly close: () => void }) {
  const { say } = useWords();
  const [text, setText] = useState("");
  const { join } = useMembership();
  const accounts = (useSettings()?.accounts ?? []) as readonly AccountItem[];
  const joined = accounts.find(({ id }) => id === join.data?.account);
  const read = readInvitation(text);
  const invitation = read.ok ? read.value : undefined;
  return (
    <section className="card stack" aria-label={say("account.join")}>
      <h2>{say("account.join")}</h2>
      {joined ? (
        <>
          <TryAccount account={joined} at="once" />
          <div>
            <Press look="primary" onPress={close}>
              {say("account.done")}
            </Press>
          </div>
        </>
      ) : (
        <form
          className="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (invitation) join.mutate({ invitation: text, name: invitation.exchange });
          }}
        >
          <InvitationField text={text} set={setText} />
          <Read invitation={invitation} isEmpty={text.trim() === ""} />
          <Trouble error={join.error} />
          <Keys isReady={invitation !== undefined && !join.isPending} close={close} />
        </form>
      )}
    </section>
  );
}

interface FieldProps {
  readonly text: string;
  readonly set: (text: string) => void;
}

function InvitationField({ text, set }: FieldProps) {
  const { say } = useWords();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{say("account.invitation")}</label>
      <textarea
        id={id}
        className="input"
        rows={4}
        spellCheck={false}
        autoComplete="off"
        aria-describedby={`${id}-hint`}
        value={text}
        onChange={(event) => set(event.target.value)}
      />
      <p className="hint" id={`${id}-hint`}>
        {say("account.invitation.hint")}
      </p>
    </div>
  );
}

interface ReadProps {
  readonly invitation: Invitation | undefined;
  readonly isEmpty: boolean;
}

/** Whose it is, before anything is done with it. */
function Read({ invitation, isEmpty }: ReadProps) {
  const words = useWords();
  const names = useNames();
  if (isEmpty) return null;
  if (invitation === undefined)
    return (
      <p className="wrong" role="status">
        {words.say("account.invitation.none")}
      </p>
    );
  const { exchange, username, numbers = [] } = invitation;
  return (
    <p role="status">
      {words.say("account.invitation.of", {
        exchange,
        username,
        n: numbers.length,
        numbers: words.list(numbers.map(names.written)),
      })}
    </p>
  );
}

function Keys({ isReady, close }: { readonly isReady: boolean; readonly close: () => void }) {
  const { say } = useWords();
  const connected = useConnected();
  return (
    <div className="row wrap gap-small">
      <Press look="primary" type="submit" isDisabled={!isReady || !connected}>
        {say("account.join.do")}
      </Press>
      <Press look="bare" onPress={close}>
        {say("handling.cancel")}
      </Press>
    </div>
  );
}
