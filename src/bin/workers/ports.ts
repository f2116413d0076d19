/** The ports that workers share, found and held by their parent until the first of them has them. */

import { ok, type Result } from "#kit/result.ts";
import type { Address } from "#world/network.ts";
import { nodeNetwork, sharedNetwork } from "#world/node/nodeNetwork.ts";

export interface SharedPorts {
  readonly sip: Address;
  readonly sips: Address;
  readonly web: Address;
  readonly webs: Address;
}

export interface HeldPorts {
  readonly ports: SharedPorts;
  /** From now on the workers alone have them. */
  release(): void;
}

interface Closing {
  close(): void;
}

type Open = (local: Address) => Promise<Result<Closing & { readonly local: Address }>>;

const udp: Open = (local) => nodeNetwork.udp(local);
const tcp: Open = (local) => nodeNetwork.listen(local, (stream) => stream.close());

/**
 * Fails when somebody has one of them, were it another exchange of ours: the kernel would share the
 * port with it, and each would get a part of what comes. The UDP port is held meanwhile, shared, so
 * that nobody takes it before the workers do.
 */
export async function heldPorts(wanted: SharedPorts, tries = 5): Promise<Result<HeldPorts>> {
  const sip = await free(udp, wanted.sip);
  if (!sip.ok) return sip;
  const held = await sharedNetwork.udp(sip.value);
  if (!held.ok) return held;
  const over = [sip.value, wanted.sips, wanted.web, wanted.webs];
  const found: Address[] = [];
  for (const local of over) {
    const one = await free(tcp, local);
    if (!one.ok) {
      held.value.close();
      const mayTryAgain = wanted.sip.port === 0 && tries > 1; // any port, but free for both
      return mayTryAgain ? heldPorts(wanted, tries - 1) : one;
    }
    found.push(one.value);
  }
  const [, sips = wanted.sips, web = wanted.web, webs = wanted.webs] = found;
  const ports = { sip: sip.value, sips, web, webs };
  return ok({ ports, release: () => held.value.close() });
}

async function free(open: Open, local: Address): Promise<Result<Address>> {
  const opened = await open(local);
  if (!opened.ok) return opened;
  opened.value.close();
  return ok({ ...local, port: opened.value.local.port });
}
