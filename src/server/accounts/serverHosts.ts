import type { Cancel } from "#kit/listeners.ts";
import { after, minutes } from "#kit/time.ts";
import { nextHop } from "#server/accounts/accountNames.ts";
import type { Account } from "#telephony/settings/telephones.ts";
import type { Network } from "#world/network.ts";
import type { World } from "#world/world.ts";

/** The addresses that an account's calls come from: what the DNS says, and where our requests went. */
export interface ServerHosts {
  has(host: string): boolean;
  /** An address that our own requests were sent to. */
  learn(host: string): void;
  close(): void;
}

const againAfter = minutes(5);
/** Until something is known. */
const soonAgain = minutes(1);
const mostServices = 8;
const mostLearned = 32;

/** Looks the account's servers up now and every five minutes, more often until they are known; what was known stays known while the DNS is silent. */
export function serverHosts(
  account: Account,
  { network, clock }: Pick<World, "network" | "clock">,
): ServerHosts {
  let known: ReadonlySet<string> = new Set();
  const learned = new Set<string>();
  let cancel: Cancel = () => undefined;
  let open = true;

  async function look(): Promise<void> {
    const found = await hostsOf(network, nextHop(account).host);
    if (!open) return;
    if (found.length > 0) known = new Set(found);
    const wait = known.size > 0 ? againAfter : soonAgain;
    cancel = clock.at(after(clock.now(), wait), () => void look());
  }
  void look();
  return {
    has: (host) => known.has(host) || learned.has(host),
    learn(host) {
      const oldest = learned.values().next();
      if (learned.size >= mostLearned && !oldest.done) learned.delete(oldest.value);
      learned.add(host);
    },
    close() {
      open = false;
      cancel();
    },
  };
}

/** Every address of the name and of the SIP services it announces (RFC 3263). */
async function hostsOf(network: Network, name: string): Promise<readonly string[]> {
  const services = ["_sip._udp", "_sip._tcp", "_sips._tcp"].map((service) => `${service}.${name}`);
  const isAddress = name.includes(":") || /^[\d.]+$/.test(name);
  const announced = await Promise.all(
    isAddress ? [] : services.map((service) => network.lookup(service, "SRV")),
  );
  const targets = announced
    .flatMap((records) => (records.ok ? records.value : []))
    .map(({ data }) => data[3] ?? "")
    .slice(0, mostServices);
  const asked = [...new Set([name, ...targets])].flatMap((host) =>
    (["A", "AAAA"] as const).map((kind) => network.lookup(host, kind)),
  );
  const found = await Promise.all(asked);
  return found.flatMap((records) => (records.ok ? records.value : [])).flatMap(({ data }) => data);
}
