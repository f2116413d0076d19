import { fail, ok, type Result } from "#kit/result.ts";
import { after, between, seconds } from "#kit/time.ts";
import type { AccountTrial } from "#server/control/trialControl.ts";
import { probeAccount } from "#server/network/accountProbe.ts";
import type { ServerParts } from "#server/serverParts.ts";

/** Somebody waits for the answer: not as long as SIP would (RFC 3261 §17.1.2.2, timer F). */
const patience = seconds(6);

/** Whether the account's server says anything to an OPTIONS, and from where it sees us. */
export async function tryAccount(
  id: string,
  { settings, agent, world }: Pick<ServerParts, "settings" | "agent" | "world">,
): Promise<Result<AccountTrial>> {
  const account = settings.current().accounts.find((one) => one.id === id);
  if (!account) return fail("accounts.unknown", `there is no account ${id}`);
  if (!account.enabled) return fail("accounts.off", `${account.name} is switched off`);
  const { clock } = world;
  const began = clock.now();
  const late = Promise.withResolvers<undefined>();
  const cancel = clock.at(after(began, patience), () => late.resolve(undefined));
  const probe = await Promise.race([probeAccount(account, agent, world), late.promise]);
  cancel();
  const answer = probe?.answer;
  if (!answer) return ok({ answered: false });
  const { seen } = answer;
  return ok({
    answered: true,
    after: between(began, clock.now()),
    ...(seen && { seenAs: `${seen.host}:${seen.port}` }),
  });
}
