import { seconds } from "#kit/time.ts";
import { uuidOf } from "#kit/uuid.ts";
import { addressOfRecord, nextHop, presetRoute } from "#server/accounts/accountNames.ts";
import {
  type KeptRegistered,
  keptRegistered,
  type Registering,
  type RegisteringMeans,
} from "#sip/agent/keptRegistered.ts";
import type { RegistrationAccount } from "#sip/registration/registration.ts";
import type { Account } from "#telephony/settings/telephones.ts";
import type { ServerKey } from "#world/serverKey.ts";

export interface RegisteredAround
  extends RegisteringMeans,
    Pick<Registering, "contactUser" | "learn" | "told" | "ownAddress" | "rebound"> {
  readonly key: ServerKey;
  /** For User-Agent. */
  readonly product: string;
}

/** What a registration is asked for: short enough to notice that our address has changed. */
const usualExpiry = seconds(600);
const allow = "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE, PRACK, REFER, NOTIFY, MESSAGE";

/** One account that is kept registered. */
export const registered = (account: Account, around: RegisteredAround): KeptRegistered =>
  keptRegistered(
    {
      ...around,
      name: `account/${account.id}`,
      nextHop: nextHop(account),
      account: (contact) => asRegistered(account, contact, around),
    },
    around,
  );

function asRegistered(
  account: Account,
  contact: string,
  around: RegisteredAround,
): RegistrationAccount {
  const user = account.authUsername ?? account.username ?? "";
  const route = presetRoute(account);
  return {
    aor: addressOfRecord(account),
    registrar: `sip:${account.server}`,
    login: { user, password: account.secret ?? "" },
    contact,
    expires: usualExpiry,
    ...(account.kind === "exchange" && {
      outbound: { instanceId: instance(around), regId: 1 },
    }),
    ...(route.length > 0 && { route }),
    headers: [
      { name: "User-Agent", text: around.product },
      { name: "Allow", text: allow },
    ],
  };
}

/** RFC 5626 §4.1: the same at every start. Made of our own key. */
function instance({ key }: RegisteredAround): string {
  return `urn:uuid:${uuidOf(key.key.sign("instance"))}`;
}
