import { newId } from "#kit/newId.ts";
import type { Invitation } from "#telephony/membership/invitation.ts";
import type { Settings } from "#telephony/settings/settings.ts";

/** What of a settings document a membership is made of. */
type Concerned = Pick<Settings, "accounts" | "numbers" | "exchanges">;

/** The account of a membership, and the document with it. */
export interface Joined {
  readonly account: string;
  readonly document: unknown;
}

/** With the account; who was invited anew by the same exchange keeps theirs, with the new password. */
export function joined<Document extends Concerned>(now: Document, invitation: Invitation): Joined {
  const { exchange, server, username, secret, authority } = invitation;
  const known = now.accounts.find(
    (one) => one.kind === "exchange" && one.server === server && one.username === username,
  );
  const id = known?.id ?? newId("exchange", now.accounts);
  const account = {
    ...(known ?? { id, kind: "exchange", name: exchange, server, username }),
    transport: "tls",
    enabled: true,
    secret,
    ...(authority !== undefined && { authority }),
  };
  const accounts = known
    ? now.accounts.map((one) => (one === known ? account : one))
    : [...now.accounts, account];
  return { account: id, document: { ...now, accounts, numbers: withNumbers(now, invitation) } };
}

function withNumbers({ numbers }: Concerned, invitation: Invitation): readonly object[] {
  const fresh = (invitation.numbers ?? []).filter(
    (number) => !numbers.some((one) => one.number === number),
  );
  const all: { readonly id: string; readonly number?: string }[] = [...numbers];
  for (const number of fresh) all.push({ id: newId("number", all), number });
  return all;
}

/** Without what the exchange was told to do: it is told so while there is still an account. */
export const withoutPolicy = <Document extends Concerned>(
  now: Document,
  account: string,
): Document => ({ ...now, exchanges: now.exchanges.filter((one) => one.account !== account) });

/** Without the account. Rules that name it are then a mistake of the document, which says so. */
export const left = <Document extends Concerned>(now: Document, account: string): Document => ({
  ...now,
  accounts: now.accounts.filter(({ id }) => id !== account),
});
