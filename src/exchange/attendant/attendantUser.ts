import {
  type Attendant,
  type ExchangeSettings,
  realmOf,
  type Tier,
  type User,
} from "#exchange/settings/settings.ts";
import { type DigestSecrets, digestSecrets } from "#sip/auth/digest.ts";
import type { Crypto } from "#world/crypto.ts";

/** exchange/attendant: one house of the exchange's own, whose calls are answered with a menu. This file: the user that it is. */

/** Nobody else has it while there is one. */
export const attendantName = "attendant";

/** What it has a folder and a port for: a feature server like a hosted member's. */
export const attendantPlace = ({ port }: Attendant) => ({ folder: attendantName, port });

/** It calls members alone; how many at once is for their own servers to say. */
export const attendantTier: Tier = { id: attendantName, calls: "members", channels: 1000 };

/** Of a password that its own house alone knows; without it there is none. */
export const attendantLogin = (
  crypto: Crypto,
  settings: ExchangeSettings,
  password: string | undefined,
): DigestSecrets | undefined =>
  password === undefined
    ? undefined
    : digestSecrets(crypto, realmOf(settings), { user: attendantName, password });

/** Undefined: there is none. `login`: of a password that its own house alone knows. */
export function attendantUser(
  { attendant }: ExchangeSettings,
  login: User["login"],
): User | undefined {
  if (attendant === undefined || login === undefined) return undefined;
  const { number, extension } = attendant;
  return {
    name: attendantName,
    numbers: number === undefined ? [] : [number],
    ...(extension !== undefined && { extension }),
    ...{ login, tier: attendantTier.id, followsRedirections: false, attends: true },
  };
}
