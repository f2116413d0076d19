import type { SettingsDocument } from "../../../words/decision.ts";
import { type AccountItem, itemsOf, placeOf, withItem } from "../parts/document.ts";
import { type Part, usePart } from "../parts/usePart.ts";
import { accountPlaces } from "./accountFields.ts";
import { whole } from "./wholeAccount.ts";

const accountsOf = (document: SettingsDocument): readonly AccountItem[] =>
  itemsOf<AccountItem>(document, "accounts");

/** An account in a form of its own. */
export const useAccount = (start: AccountItem): Part<AccountItem> =>
  usePart({
    start,
    from: (now) => accountsOf(now).find(({ id }) => id === start.id),
    into: (now, account) => ({
      ...now,
      accounts: withItem(accountsOf(now), whole(account, start)),
    }),
    at: (written, { id }) => `/accounts/${placeOf(accountsOf(written), id)}`,
    fields: accountPlaces,
  });
