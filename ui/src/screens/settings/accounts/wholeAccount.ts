import { type AccountItem, withoutEmpty } from "../parts/document.ts";

/** Who is known by a name keeps the password that was not typed anew. */
export function whole(account: AccountItem, before: AccountItem): AccountItem {
  const { emergency, ...rest } = account;
  const kept = account.username === undefined ? undefined : before.secret;
  const help = emergency && withoutEmpty(emergency);
  return withoutEmpty({
    ...rest,
    secret: account.secret ?? kept,
    ...(help && Object.keys(help).length > 0 && { emergency: help }),
  } as AccountItem);
}
