import { utf8 } from "#kit/bytes.ts";
import { type Signer, signJws } from "#kit/jws.ts";
import type { Cancel } from "#kit/listeners.ts";
import { after, minutes, seconds } from "#kit/time.ts";
import type { AccountHost } from "#server/accounts/accountHost.ts";
import type { AccountWay } from "#server/accounts/accounts.ts";
import type { SettingsStore } from "#server/store/settingsStore.ts";
import type { Way } from "#sip/agent/transactions.ts";
import type { Answer, UserAgent } from "#sip/agent/userAgent.ts";
import { CallId } from "#sip/headers/callId.ts";
import { CSeq } from "#sip/headers/cseq.ts";
import { Expires } from "#sip/headers/expires.ts";
import { From } from "#sip/headers/from.ts";
import { MaxForwards } from "#sip/headers/maxForwards.ts";
import { To } from "#sip/headers/to.ts";
import { makeRequest } from "#sip/message/make.ts";
import { type HeaderLine, header, type SipRequest } from "#sip/message/message.ts";
import { nameAddr } from "#sip/message/nameAddr.ts";
import { leaseOf } from "#telephony/policy/lease.ts";
import { token } from "#world/random.ts";
import type { World } from "#world/world.ts";

/**
 * server/policies: tells each exchange what it shall do with the owner's calls before they come here,
 * and while this server is away. Signed with a key of our own, so that nobody else can say it.
 */
export interface PublisherParts {
  readonly world: World;
  readonly agent: UserAgent;
  readonly accounts: AccountHost;
  readonly settings: SettingsStore;
  readonly product: string;
}

/** The policy holds on while we are away: it is for just that. */
const days = 24 * 60;
const holdsFor = minutes(30 * days);
const anewAfter = minutes(7 * days);
const againAfter = seconds(60);
const keyFile = "keys/policy.key";

/** What an exchange was told last, and whether it has taken it. */
interface Told {
  readonly text: string;
  readonly state: "asking" | "taken" | "refused";
}

export class PolicyPublisher {
  readonly #parts: PublisherParts;
  readonly #told = new Map<string, Told>();
  readonly #cancels: Cancel[] = [];
  #signer: Signer | undefined;
  #again: Cancel = () => undefined;
  #open = true;

  constructor(parts: PublisherParts) {
    this.#parts = parts;
    this.#cancels.push(parts.accounts.changes(() => this.publish()));
    void this.#begin();
  }

  /** What is news to an exchange that we are registered at is told there. */
  publish(): void {
    const { accounts, settings } = this.#parts;
    if (this.#signer === undefined || !this.#open) return;
    const now = settings.current();
    for (const { id, kind, enabled, register } of now.accounts) {
      const way = accounts.way(id);
      if (kind !== "exchange" || !enabled || !register || way?.usable !== true) continue;
      const text = JSON.stringify(leaseOf(id, now));
      if (this.#told.get(id)?.text !== text) this.#tell(id, way, this.#signer);
    }
  }

  close(): void {
    this.#open = false;
    this.#again();
    for (const cancel of this.#cancels) cancel();
  }

  async #begin(): Promise<void> {
    const { files, random, crypto, log } = this.#parts.world;
    const kept = await files.read(keyFile);
    const seed = kept.ok && kept.value.length === 32 ? kept.value : random(32);
    const written = kept.ok ? kept : await files.write(keyFile, seed);
    if (!written.ok) log.warn("the key for policies is not kept", { ...written.problem });
    this.#signer = crypto.ed25519Key(seed);
    this.publish();
  }

  #tell(id: string, way: AccountWay, signer: Signer): void {
    const { world, agent, settings } = this.#parts;
    const lease = leaseOf(id, settings.current());
    const text = JSON.stringify(lease);
    this.#told.set(id, { text, state: "asking" });
    const issued = world.clock.wallTime();
    const jws = signJws(
      {
        user: way.address,
        version: settings.version(),
        issued: momentText(issued),
        expires: momentText(issued + holdsFor),
        ...lease,
      },
      signer,
    );
    const asking = {
      destination: way.destination(),
      make: publishing(way, utf8(jws), this.#parts),
      ...(way.login && { login: way.login }),
    };
    this.#cancels.push(agent.ask(asking, (answer) => this.#answered(id, text, answer)));
  }

  #answered(id: string, text: string, answer: Answer): void {
    if (!this.#open || this.#told.get(id)?.text !== text) return;
    const { log } = this.#parts.world;
    const status = answer.on === "response" ? answer.response.status : 408;
    if (status < 300) {
      this.#told.set(id, { text, state: "taken" });
      log.info(`account/${id} has our policy`);
      this.#later(anewAfter);
    } else if (isForGood(status)) {
      this.#told.set(id, { text, state: "refused" });
      const why = answer.on === "response" ? answer.response.lines("Warning")[0] : undefined;
      log.warn(`account/${id} takes no policy`, { status, ...(why && { why }) });
    } else this.#later(againAfter);
  }

  /** Everything is told once more then. */
  #later(wait: typeof againAfter): void {
    const { clock } = this.#parts.world;
    this.#again();
    this.#again = clock.at(after(clock.now(), wait), () => {
      this.#told.clear();
      this.publish();
    });
  }
}

/** It will not say otherwise when asked again: it knows no such event, or not us. */
const isForGood = (status: number): boolean => status < 500 && status !== 408 && status !== 430;

/** Each attempt is a request of its own, with the next number (RFC 3261 §22.2). */
function publishing(way: AccountWay, body: Uint8Array, { world, product }: PublisherParts) {
  const callId = token(world.random, 128);
  const tag = token(world.random);
  let number = 0;
  return (_: Way, credentials: readonly HeaderLine[]): SipRequest =>
    makeRequest({
      method: "PUBLISH",
      uri: way.address,
      headers: [
        ...way.route.map((text) => ({ name: "Route", text })),
        header(MaxForwards, 70),
        header(From, nameAddr(way.address, new Map([["tag", tag]]))),
        header(To, nameAddr(way.address)),
        header(CallId, callId),
        header(CSeq, { number: ++number, method: "PUBLISH" }),
        header(Expires, holdsFor / 1000),
        { name: "Event", text: "call-policy" },
        { name: "User-Agent", text: product },
        ...credentials,
        { name: "Content-Type", text: "application/jose" },
      ],
      body,
    });
}

const momentText = (at: number): string => new Date(at).toISOString();
