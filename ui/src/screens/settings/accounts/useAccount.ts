import { useWords } from "../../../kit/page.tsx";
import type { SettingsDocument } from "../../../words/decision.ts";
import type { MessageId } from "../../../words/en.ts";
import { type AccountItem, itemsOf, placeOf, withItem } from "../parts/document.ts";
import { type Part, usePart } from "../parts/usePart.ts";
import { accountChoices, accountPlaces } from "./accountFields.ts";
import { whole } from "./wholeAccount.ts";

const accountsOf = (document: SettingsDocument): readonly AccountItem[] =>
  itemsOf<AccountItem>(document, "accounts");

/** An account in a form of its own. */
export const useAccount = (start: AccountItem): Part<AccountItem> =>
  usePart({
    start: asNamed(start),
    from(now) {
      const there = accountsOf(now).find(({ id }) => id === start.id);
      return there && asNamed(there);
    },
    into: (now, account) => ({
      ...now,
      accounts: withItem(accountsOf(now), whole(account, start)),
    }),
    at: (written, { id }) => `/accounts/${placeOf(accountsOf(written), id)}`,
    fields: accountPlaces,
    said: useChoiceSaid(),
  });

/** Its id is no name that anybody gave it. */
function asNamed({ name, ...account }: AccountItem): AccountItem {
  return { ...account, ...(name !== undefined && name !== account.id && { name }) } as AccountItem;
}

/** What is chosen, as its list says it. */
function useChoiceSaid() {
  const { say } = useWords();
  return (key: string, value: unknown): string | undefined => {
    const options = accountChoices.get(key);
    const [, text] = options?.find(([one]) => one === (value ?? "")) ?? [];
    return text?.includes(".") ? say(text as MessageId) : text;
  };
}
