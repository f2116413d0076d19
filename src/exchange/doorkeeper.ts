import type { Refusal } from "#exchange/proxy/admission.ts";
import type { Refusals } from "#exchange/refusals.ts";
import type { User } from "#exchange/settings/settings.ts";
import type { Directory } from "#exchange/users/directory.ts";
import type { Joined } from "#exchange/users/joined.ts";
import { algorithmsFor } from "#sip/auth/algorithms.ts";
import { challengeLines } from "#sip/auth/challenge.ts";
import { checkCredentials } from "#sip/auth/checkCredentials.ts";
import { makeNonce, nonceUses } from "#sip/auth/nonce.ts";
import type { Bans, RateLimit } from "#sip/guard/strangers.ts";
import { RetryAfter } from "#sip/headers/retryAfter.ts";
import { header, type SipRequest } from "#sip/message/message.ts";
import type { Flow } from "#sip/transport/flow.ts";
import type { HmacKey } from "#world/crypto.ts";
import { token } from "#world/random.ts";
import type { World } from "#world/world.ts";

/** Who is at the exchange's door: users prove themselves by digest; whoever keeps guessing is slowed, then banned. */
export interface Doorkeeper {
  /** Known and unknown names, with and without a password, take the same time and get the same answer. */
  admit(request: SipRequest, flow: Flow, asProxy: boolean): Admission;
  isBanned(flow: Flow): boolean;
}

export type Admission =
  | { readonly on: "user"; readonly user: User }
  | { readonly on: "refused"; readonly refusal: Refusal };

export interface DoorkeeperParts {
  readonly world: World;
  readonly key: HmacKey;
  readonly bans: Bans;
  /** Wrong passwords a source. */
  readonly guesses: RateLimit;
  readonly directory: () => Directory;
  readonly realm: () => string;
  readonly joined: Joined;
  readonly refusals: Refusals;
  /** False: a password may be another one since, or the user be new. */
  readonly knowsAll: () => boolean;
}

const busy: Refusal = { status: 503, headers: [header(RetryAfter, 5)] };

export function doorkeeper({
  world,
  key,
  bans,
  guesses,
  directory,
  realm,
  joined,
  refusals,
  knowsAll,
}: DoorkeeperParts): Doorkeeper {
  const { clock, crypto, random } = world;
  const uses = nonceUses();

  function ask(request: SipRequest, asProxy: boolean, stale = false): Admission {
    const nonce = makeNonce(key, clock.wallTime(), token(random));
    const algorithms = algorithmsFor(request.lines("User-Agent")[0]);
    const headers = challengeLines({ realm: realm(), nonce, stale, algorithms, asProxy });
    return { on: "refused", refusal: { status: asProxy ? 407 : 401, headers } };
  }

  function wrong(request: SipRequest, source: string, asProxy: boolean): Admission {
    const now = clock.now();
    if (!knowsAll()) return { on: "refused", refusal: busy };
    bans.strike(source, now);
    refusals.note("wrongPassword", source);
    return guesses.allows(source, now) ? ask(request, asProxy) : { on: "refused", refusal: busy };
  }

  return {
    isBanned: ({ remote }) => bans.isBanned(remote.host, clock.now()),
    admit(request, { remote: { host } }, asProxy) {
      if (bans.isBanned(host, clock.now())) {
        refusals.note("banned", host);
        return { on: "refused", refusal: { status: 403 } };
      }
      const checked = checkCredentials(request, {
        crypto,
        key,
        now: clock.wallTime(),
        realm: realm(),
        secretsOf: (name) => directory().byName(name)?.login,
        uses,
        asProxy,
      });
      if (checked.on === "none") return ask(request, asProxy);
      if (checked.on === "stale") {
        refusals.note("staleCredentials", host);
        return ask(request, asProxy, true);
      }
      const user = directory().byName(checked.user);
      if (checked.on === "wrong" || user === undefined) return wrong(request, host, asProxy);
      if (!joined.admits(user, clock.wallTime())) return wrong(request, host, asProxy);
      bans.forgive(host);
      return { on: "user", user };
    },
  };
}
