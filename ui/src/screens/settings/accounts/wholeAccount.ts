import {
  type AccountItem,
  type AccountSignature,
  secretOf,
  withoutEmpty,
} from "../parts/document.ts";

/** As it is kept. */
export function whole(account: AccountItem, before: AccountItem): AccountItem {
  const { emergency, secret, signature, ...rest } = account;
  const help = emergency && withoutEmpty(emergency);
  return withoutEmpty({
    ...rest,
    ...secretOf({ name: account.username, secret }, before.secret),
    ...signatureOf(signature, before.signature),
    ...(help && Object.keys(help).length > 0 && { emergency: help }),
  } as AccountItem);
}

/** With its address emptied it is gone, and its key with it. */
function signatureOf(
  { secret, ...rest }: AccountSignature = {},
  before?: AccountSignature,
): Pick<AccountItem, "signature"> | undefined {
  const kept = secretOf({ name: rest.certificate, secret }, before?.secret);
  const signature = withoutEmpty({ ...rest, ...kept });
  return Object.keys(signature).length > 0 ? { signature } : undefined;
}
