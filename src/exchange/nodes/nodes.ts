import { atOf, type FlowIs, type NodePlace, whereIs } from "#exchange/nodes/nodePlace.ts";
import type { Presence } from "#exchange/store/presence.ts";
import type { SharedNodes } from "#exchange/store/redisNodes.ts";
import { type Cancel, type Listen, listeners } from "#kit/listeners.ts";
import { after, seconds } from "#kit/time.ts";
import type { SipUri } from "#sip/message/uri.ts";
import type { Flow, Protocol } from "#sip/transport/flow.ts";
import { defaultPort } from "#sip/transport/responsePath.ts";
import type { Log } from "#world/log.ts";
import type { World } from "#world/world.ts";

/** The nodes of one exchange, as one of them sees them. */
export interface Nodes {
  /** This one, as `Flow.at` names it. */
  readonly at: string;
  whereIs(flow: Flow): FlowIs;
  /** A node of ours, there or not, as a Route may name it. */
  isNode(uri: SipUri): boolean;
  /** What one node alone does, while it is there: whether that is this one. Asked for from the first call on. */
  isMine(what: string): boolean;
  /** Something is this node's, or is so no more. */
  readonly leases: Listen<string>;
  /** What the peer of a flow shall write to us, at whichever node that ends: for Record-Route. */
  shownTo(flow: Flow): Pick<SipUri, "host"> & Partial<Pick<SipUri, "port">>;
  close(): Promise<void>;
}

export interface NodesParts {
  readonly world: Pick<World, "clock" | "log">;
  readonly me: NodePlace;
  readonly shared: SharedNodes;
  readonly presence: Presence;
  /** The name that leads to all nodes; without it each is found at its own address alone. */
  readonly sharedName: string | undefined;
  readonly portOf: (protocol: Protocol) => number | undefined;
}

const beatEvery = seconds(1);
/** ms: a node that has not said so for that long is not there. */
const lasts = 5000;
/** ms: who holds a lease and is gone is followed by another one. */
const leaseLasts = 10_000;

/** Says that this one is there, and looks who else is. While Redis is away, those that were are. */
export async function openNodes(parts: NodesParts): Promise<Nodes> {
  const { world, me, shared, presence, sharedName, portOf } = parts;
  const { clock, log } = world;
  const wanted = new Set<string>();
  const mine = new Set<string>();
  const leases = listeners<string>();
  const known = new Map<string, NodePlace>();
  let alive = new Map<string, NodePlace>([[me.name, me]]);
  let waiting: Cancel = () => undefined;
  let isOpen = true;

  /** While Redis is away nobody else can take what is ours, and it stays so. */
  async function renew(): Promise<void> {
    for (const what of wanted) {
      const held = await shared.lease(what, me.run, leaseLasts);
      if (!held.ok || held.value === mine.has(what)) continue;
      if (held.value) mine.add(what);
      else mine.delete(what);
      leases.tell(what);
    }
  }

  async function beat(): Promise<void> {
    const all = presence.isThere ? await shared.beat(me, lasts) : undefined;
    if (!isOpen) return;
    if (all?.ok) {
      take(all.value);
      await renew();
    }
    if (!isOpen) return;
    waiting = clock.at(after(clock.now(), beatEvery), () => void beat());
  }

  function take(all: readonly NodePlace[]): void {
    const now = new Map(all.map((one) => [one.name, one]));
    tells(log, alive, now);
    for (const one of all) known.set(one.name, one);
    alive = now.set(me.name, me);
  }

  await beat();
  return {
    at: atOf(me),
    leases: leases.listen,
    isMine(what) {
      wanted.add(what);
      return mine.has(what);
    },
    whereIs: (flow) => whereIs(flow, { me, alive: (name) => alive.get(name) }),
    isNode: ({ host }) =>
      host === sharedName || [...known.values()].some(({ address }) => address.host === host),
    shownTo({ protocol }) {
      const port = portOf(protocol);
      const host = sharedName ?? me.address.host;
      return { host, ...(port !== undefined && port !== defaultPort[protocol] && { port }) };
    },
    async close() {
      isOpen = false;
      waiting();
      for (const what of mine) await shared.release(what, me.run);
      await shared.leave(me);
    },
  };
}

type Seen = ReadonlyMap<string, NodePlace>;

function tells(log: Log, before: Seen, now: Seen): void {
  for (const node of now.keys()) if (!before.has(node)) log.info("a node is there", { node });
  for (const node of before.keys()) if (!now.has(node)) log.warn("a node is gone", { node });
}
