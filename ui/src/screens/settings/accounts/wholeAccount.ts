import { type AccountItem, secretOf, withoutEmpty } from "../parts/document.ts";

/** As it is kept. */
export function whole(account: AccountItem, before: AccountItem): AccountItem {
  const { emergency, secret, ...rest } = account;
  const help = emergency && withoutEmpty(emergency);
  return withoutEmpty({
    ...rest,
    ...secretOf({ name: account.username, secret }, before.secret),
    ...(help && Object.keys(help).length > 0 && { emergency: help }),
  } as AccountItem);
}
