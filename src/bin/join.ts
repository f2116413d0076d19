/** `ringwise join INVITATION` and `ringwise leave ACCOUNT`: a running server becomes a user of an exchange. */
import { ask } from "./ask.ts";
import { stop } from "./exit.ts";

export async function join(args: readonly string[]): Promise<void> {
  const invitation = args.join("");
  if (invitation === "") stop(2, "usage: ringwise join INVITATION");
  const answer = await ask("POST", "/api/v1/exchanges", { body: JSON.stringify({ invitation }) });
  const { account } = (await answer.json()) as { readonly account: string };
  console.log(`the account is ${account}; ringwise status says whether it is registered`);
}

export async function leave([account]: readonly string[]): Promise<void> {
  if (account === undefined) stop(2, "usage: ringwise leave ACCOUNT");
  await ask("DELETE", `/api/v1/exchanges/${encodeURIComponent(account)}`);
  console.log(`${account} is left`);
}
