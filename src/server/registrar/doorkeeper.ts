import type { Instant } from "#kit/time.ts";
import { algorithmsFor } from "#sip/auth/algorithms.ts";
import { challengeLines } from "#sip/auth/challenge.ts";
import { checkCredentials } from "#sip/auth/checkCredentials.ts";
import { type DigestSecrets, digestSecrets } from "#sip/auth/digest.ts";
import { makeNonce, nonceUses } from "#sip/auth/nonce.ts";
import type { Bans, RateLimit } from "#sip/guard/strangers.ts";
import { From } from "#sip/headers/from.ts";
import { RetryAfter } from "#sip/headers/retryAfter.ts";
import { type HeaderLine, header, readable, type SipRequest } from "#sip/message/message.ts";
import { parseUri } from "#sip/message/uri.ts";
import type { Flow } from "#sip/transport/flow.ts";
import type { Device, SipDevice } from "#telephony/settings/telephones.ts";
import { token } from "#world/random.ts";
import type { ServerKey } from "#world/serverKey.ts";
import type { World } from "#world/world.ts";

/** Who is at the door: the owner's own telephones prove themselves by digest, everybody else is asked for it. */
export interface Doorkeeper {
  /** From now on these telephones, with these passwords. */
  use(devices: readonly Device[]): void;
  /** The telephone that the From of a request names; it is yet to prove it. */
  claimed(request: SipRequest): SipDevice | undefined;
  /** Known and unknown names take the same time and get the same answer. */
  admit(request: SipRequest, flow: Flow): Admission;
}

export type Admission =
  | { readonly on: "device"; readonly device: SipDevice }
  /** Answer with this: a challenge, or no further questions. */
  | { readonly on: "refused"; readonly status: number; readonly headers: readonly HeaderLine[] };

export interface DoorkeeperAround {
  readonly world: World;
  readonly key: ServerKey;
  readonly bans: Bans;
  /** Wrong passwords a source: beyond them it has to wait. */
  readonly guesses: RateLimit;
}

/** The same everywhere, so that a telephone may write to us under any of our names. */
export const realm = "ringwise";
const waitSeconds = 5;

interface Known {
  readonly device: SipDevice;
  readonly secrets: DigestSecrets;
}

export function doorkeeper({ world, key, bans, guesses }: DoorkeeperAround): Doorkeeper {
  const { clock, crypto, random } = world;
  let known: ReadonlyMap<string, Known> = new Map();
  const uses = nonceUses();

  function ask(request: SipRequest, stale = false): Admission {
    const nonce = makeNonce(key.key, clock.wallTime(), token(random));
    const algorithms = algorithmsFor(request.lines("User-Agent")[0]);
    return refused(401, challengeLines({ realm, nonce, stale, algorithms }));
  }

  function wrong(request: SipRequest, source: string, now: Instant): Admission {
    bans.strike(source, now);
    world.log.info("wrong password", { source, user: claimedUser(request) });
    return guesses.allows(source, now) ? ask(request) : busy;
  }

  return {
    use(devices) {
      known = new Map(
        devices.filter(isSip).map((device) => [device.username, keptOf(device, world)]),
      );
    },
    claimed: (request) => known.get(claimedUser(request) ?? "")?.device,
    admit(request, { remote: { host } }) {
      const now = clock.now();
      if (bans.isBanned(host, now)) return refused(403, []);
      const checked = checkCredentials(request, {
        crypto,
        key: key.key,
        now: clock.wallTime(),
        realm,
        secretsOf: (user) => known.get(user)?.secrets,
        uses,
      });
      if (checked.on === "none") return ask(request);
      if (checked.on === "stale") return ask(request, true);
      const found = known.get(checked.user);
      if (checked.on === "wrong" || !found) return wrong(request, host, now);
      bans.forgive(host);
      return { on: "device", device: found.device };
    },
  };
}

const isSip = (device: Device): device is SipDevice => device.kind === "sip";

const keptOf = (device: SipDevice, { crypto }: World): Known => ({
  device,
  secrets: digestSecrets(crypto, realm, { user: device.username, password: device.secret }),
});

const refused = (status: number, headers: readonly HeaderLine[]): Admission => ({
  on: "refused",
  status,
  headers,
});
const busy = refused(503, [header(RetryAfter, waitSeconds)]);

function claimedUser(request: SipRequest): string | undefined {
  const uri = parseUri(readable(request, From)?.uri ?? "");
  return uri.ok ? uri.value.user : undefined;
}
