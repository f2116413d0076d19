import type { Cancel } from "#kit/listeners.ts";
import type { AccountHost } from "#server/accounts/accountHost.ts";
import { domain } from "#server/accounts/accountNames.ts";
import type { AccountWay } from "#server/accounts/accounts.ts";
import { DirectoryShelf } from "#server/peers/directoryShelf.ts";
import { DirectorySubscription } from "#server/peers/directorySubscription.ts";
import type { CalledMember, DirectoryView, Peers, Sibling } from "#server/peers/peers.ts";
import type { ServerParts } from "#server/serverParts.ts";
import type { ServerTransaction } from "#sip/agent/transactions.ts";
import { From } from "#sip/headers/from.ts";
import { readable, type SipRequest } from "#sip/message/message.ts";
import { respond } from "#sip/message/response.ts";
import { formatHost, formatUri, hostPort, parseUri, sipUri } from "#sip/message/uri.ts";
import type { Flow } from "#sip/transport/flow.ts";
import { type Member, memberCalled } from "#telephony/membership/directory.ts";
import { sameNumber } from "#telephony/number/phoneNumber.ts";
import { numbering } from "#telephony/settings/home.ts";
import type { Account } from "#telephony/settings/telephones.ts";
import { token } from "#world/random.ts";

export type PeerMeans = Pick<ServerParts, "world" | "agent" | "settings" | "product"> & {
  readonly accounts: Pick<AccountHost, "way" | "changes">;
};

/** The directories of our exchanges, subscribed to while we are registered there. */
export class PeerBook implements Peers {
  readonly #means: PeerMeans;
  readonly #shelf: DirectoryShelf;
  readonly #subscriptions = new Map<string, DirectorySubscription>();
  readonly #ears: Cancel[] = [];
  #isOpen = true;

  constructor(means: PeerMeans) {
    this.#means = means;
    this.#shelf = new DirectoryShelf(means.world);
    this.#ears.push(means.agent.serve("NOTIFY", (asked) => this.#notified(asked)));
    void this.#begin();
  }

  /** The keys that were pinned are known before anybody sends a directory. */
  async #begin(): Promise<void> {
    await this.#shelf.open();
    if (!this.#isOpen) return;
    this.use();
    this.#ears.push(this.#means.accounts.changes((account) => this.#changed(account)));
    for (const { id } of this.#exchanges()) this.#changed(id);
  }

  called(account: string, dialled: string): CalledMember | undefined {
    const found = this.#exchange(account);
    const directory = found && this.#shelf.of(found);
    const text = userIn(dialled, directory?.domains);
    if (found === undefined || directory === undefined || text === undefined) return undefined;
    const home = numbering(this.#means.settings.current());
    const member = memberCalled(text, directory, (a, b) => sameNumber(a, b, home));
    if (member === undefined || isOurselves(member, found)) return undefined;
    return {
      name: member.name,
      straight: directory.mode === "peer" && member.peer !== undefined,
    };
  }

  way(account: string, name: string): AccountWay | undefined {
    const found = this.#exchange(account);
    const directory = found && this.#shelf.of(found);
    const member = directory?.members.find((one) => one.name === name);
    const through = this.#means.accounts.way(account);
    if (directory?.mode !== "peer" || member?.peer === undefined || !through) return undefined;
    return straightTo(member, member.peer, through);
  }

  recognise({ peerKey }: Flow): Sibling | undefined {
    if (peerKey === undefined) return undefined;
    for (const account of this.#exchanges()) {
      const directory = this.#shelf.of(account);
      const member = directory?.members.find(({ peer }) => peer?.key === peerKey);
      if (directory?.mode === "peer" && member) return { account, member };
    }
    return undefined;
  }

  claims(request: SipRequest): Account | undefined {
    const from = parseUri(readable(request, From)?.uri ?? "");
    if (!from.ok) return undefined;
    const host = formatHost(from.value.host).toLowerCase();
    return this.#exchanges().find(
      (account) =>
        domain(account).toLowerCase() === host || this.#shelf.of(account)?.domains.includes(host),
    );
  }

  view(account: string): DirectoryView | undefined {
    const found = this.#exchange(account);
    const directory = found && this.#shelf.of(found);
    if (directory === undefined) return undefined;
    const { mode, members, expires } = directory;
    const refused = this.#shelf.refused(account);
    return { mode, members: members.length, until: expires, refused };
  }

  /** The accounts may be others. */
  use(): void {
    const exchanges = this.#exchanges();
    this.#shelf.use(exchanges);
    for (const [id, one] of [...this.#subscriptions])
      if (!exchanges.some((account) => account.id === id)) this.#ends(id, one);
  }

  close(): void {
    this.#isOpen = false;
    for (const ear of this.#ears) ear();
    for (const [id, one] of [...this.#subscriptions]) this.#ends(id, one);
  }

  #ends(id: string, one: DirectorySubscription): void {
    one.close();
    this.#subscriptions.delete(id);
  }

  /** Whenever we have come in anew: an exchange that was away has forgotten who wished to be told. */
  #changed(id: string): void {
    const account = this.#exchange(id);
    if (account === undefined || !account.register) return;
    const known = this.#subscriptions.get(id);
    if (this.#means.accounts.way(id)?.usable !== true) {
      if (known) this.#ends(id, known);
    } else if (!known) this.#subscribes(account);
  }

  #subscribes(account: Account): void {
    const { accounts } = this.#means;
    const subscription = new DirectorySubscription({
      ...this.#means,
      way: () => accounts.way(account.id),
      took: (jws) => this.#shelf.take(account, jws).ok,
    });
    this.#subscriptions.set(account.id, subscription);
    subscription.begin();
  }

  #notified(asked: ServerTransaction): void {
    const [status = 481] = [...this.#subscriptions.values()].flatMap(
      (one) => one.notified(asked) ?? [],
    );
    const toTag = token(this.#means.world.random);
    asked.answer(respond(asked.request, status, { toTag }));
  }

  #exchanges(): readonly Account[] {
    const { accounts } = this.#means.settings.current();
    return accounts.filter(({ kind, enabled }) => kind === "exchange" && enabled);
  }

  #exchange(id: string): Account | undefined {
    return this.#exchanges().find((account) => account.id === id);
  }
}

const isOurselves = ({ name }: Member, { username }: Account): boolean => name === username;

/** What was dialled, without the exchange's own domain; undefined: it is elsewhere. */
function userIn(dialled: string, domains: readonly string[] = []): string | undefined {
  if (!/^sips?:/i.test(dialled)) return dialled;
  const uri = parseUri(dialled);
  return uri.ok && domains.includes(uri.value.host) ? uri.value.user : undefined;
}

/** As ourselves, to the member's own server: nobody else holds that key. */
function straightTo(
  { name, numbers }: Member,
  { at, key }: Member["peer"] & object,
  through: AccountWay,
): AccountWay {
  const { proxy: _, ...account } = through.account;
  const place = sipUri({
    ...(hostPort(at) ?? { host: at }),
    params: new Map([["transport", "tls"]]),
  });
  const { login: __, ...way } = through;
  return {
    ...way,
    account: { ...account, transport: "tls" },
    usable: true,
    isServer: (host) => host === place.host,
    uriOf: () => formatUri({ ...place, user: numbers[0] ?? name }),
    destination: () => ({ to: "uri", uri: place, peerKey: key }),
    route: [],
  };
}
