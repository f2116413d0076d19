import { base64Url, utf8 } from "#kit/bytes.ts";
import { signJws } from "#kit/jws.ts";
import type { Cancel } from "#kit/listeners.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import { after, minutes, seconds } from "#kit/time.ts";
import type { AccountHost } from "#server/accounts/accountHost.ts";
import type { AccountWay } from "#server/accounts/accounts.ts";
import { nextPolicyKey, openPolicyKey, type PolicyKey } from "#server/policies/policyKey.ts";
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
import type { PeerPlace } from "#telephony/membership/directory.ts";
import { leaseOf } from "#telephony/policy/lease.ts";
import { issuedIn } from "#telephony/policy/rotation.ts";
import type { Settings } from "#telephony/settings/settings.ts";
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
  /** For the exchange's directory of members. */
  readonly peerPlace?: () => PeerPlace | undefined;
}

/** The policy holds on while we are away: it is for just that. */
const days = 24 * 60;
const holdsFor = minutes(30 * days);
const anewAfter = minutes(7 * days);
const againAfter = seconds(60);

/** What an exchange was told last; `again`: it has answered, and is told once more later. */
interface Told {
  readonly text: string;
  readonly again?: Cancel;
}

export class PolicyPublisher {
  readonly #parts: PublisherParts;
  readonly #told = new Map<string, Told>();
  readonly #deaf: Cancel;
  #key: PolicyKey | undefined;
  /** One rotation after another. */
  #rotating: Promise<unknown> = Promise.resolve();
  #open = true;

  constructor(parts: PublisherParts) {
    this.#parts = parts;
    this.#deaf = parts.accounts.changes(() => this.publish());
    void this.#begin();
  }

  /** What is news to an exchange that we are registered at is told there. */
  publish(): void {
    const { accounts, settings } = this.#parts;
    if (this.#key === undefined || !this.#open) return;
    const now = settings.current();
    for (const { id, kind, enabled, register } of now.accounts) {
      const way = accounts.way(id);
      if (kind !== "exchange" || !enabled || !register || way?.usable !== true) continue;
      const text = JSON.stringify(this.#wordsFor(id, now));
      if (this.#told.get(id)?.text !== text) this.#tell(id, way, this.#key);
    }
  }

  /** The key of now: base64url, for people to compare. Undefined for the first moment. */
  current(): string | undefined {
    return this.#key && base64Url(this.#key.signer.publicKey);
  }

  /** When the keys before were replaced, oldest first; as many as exchanges are told of. */
  rotated(): readonly number[] {
    return (this.#key?.rotations ?? []).flatMap((one) => {
      const at = Date.parse(issuedIn(one) ?? "");
      return Number.isNaN(at) ? [] : [at];
    });
  }

  /** Signs with a new key from now on; exchanges take it for the word of the one before. */
  rotate(): Promise<Result<void>> {
    const rotated = this.#rotating.then(() => this.#rotate());
    this.#rotating = rotated;
    return rotated;
  }

  close(): void {
    this.#open = false;
    this.#deaf();
    this.#forgetAll();
  }

  async #begin(): Promise<void> {
    const { world } = this.#parts;
    const [key, kept] = await openPolicyKey(world);
    if (!kept.ok) world.log.warn("the key for policies is not kept", { ...kept.problem });
    this.#key = key;
    this.publish();
  }

  async #rotate(): Promise<Result<void>> {
    const { world } = this.#parts;
    if (this.#key === undefined) return fail("server.noPolicyKey", "there is no key yet");
    const next = await nextPolicyKey(this.#key, momentText(world.clock.wallTime()), world);
    if (!next.ok) return next;
    this.#key = next.value;
    world.log.info("policies are signed with a new key", { key: this.current() ?? "" });
    this.#forgetAll();
    this.publish();
    return ok(undefined);
  }

  #wordsFor(id: string, now: Settings) {
    const peer = this.#parts.peerPlace?.();
    return { ...leaseOf(id, now), ...(peer && { peer }) };
  }

  #tell(id: string, way: AccountWay, { signer, rotations }: PolicyKey): void {
    const { world, agent, settings } = this.#parts;
    const words = this.#wordsFor(id, settings.current());
    const asked: Told = { text: JSON.stringify(words) };
    this.#forget(id);
    this.#told.set(id, asked);
    const issued = world.clock.wallTime();
    const jws = signJws(
      {
        user: way.address,
        version: settings.version(),
        issued: momentText(issued),
        expires: momentText(issued + holdsFor),
        ...words,
        ...(rotations.length > 0 && { rotations }),
      },
      signer,
    );
    const asking = {
      destination: way.destination(),
      make: publishing(way, utf8(jws), this.#parts),
      ...(way.login && { login: way.login }),
    };
    agent.ask(asking, (answer) => this.#answered(id, asked, answer));
  }

  /** What was asked before the last time, maybe with another key, is of no interest any more. */
  #answered(id: string, asked: Told, answer: Answer): void {
    if (this.#told.get(id) !== asked) return;
    const { log } = this.#parts.world;
    const status = answer.on === "response" ? answer.response.status : 408;
    if (status < 300) {
      log.info(`account/${id} has our policy`);
      this.#later(id, asked, anewAfter);
    } else if (isForGood(status)) {
      const why = answer.on === "response" ? answer.response.lines("Warning")[0] : undefined;
      log.warn(`account/${id} takes no policy`, { status, ...(why && { why }) });
    } else this.#later(id, asked, againAfter);
  }

  /** That exchange is told once more then. */
  #later(id: string, asked: Told, wait: typeof againAfter): void {
    const { clock } = this.#parts.world;
    const again = clock.at(after(clock.now(), wait), () => {
      this.#forget(id);
      this.publish();
    });
    this.#told.set(id, { ...asked, again });
  }

  #forget(id: string): void {
    this.#told.get(id)?.again?.();
    this.#told.delete(id);
  }

  #forgetAll(): void {
    for (const id of [...this.#told.keys()]) this.#forget(id);
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
