import type { ExchangeParts } from "#exchange/exchangeParts.ts";
import type { NodePlace } from "#exchange/nodes/nodePlace.ts";
import type { NodeStores } from "#exchange/nodes/nodeStores.ts";
import { type Nodes, openNodes } from "#exchange/nodes/nodes.ts";
import { sharedKeys } from "#exchange/nodes/sharedKeys.ts";
import { sharedLocations } from "#exchange/nodes/sharedLocations.ts";
import { sharedNotes } from "#exchange/nodes/sharedNotes.ts";
import { openPolicies } from "#exchange/policy/policies.ts";
import { redisBindings } from "#exchange/store/redisBindings.ts";
import { redisNodes } from "#exchange/store/redisNodes.ts";
import { joined } from "#exchange/users/joined.ts";
import { ok, type Result } from "#kit/result.ts";
import type { OpenTransports } from "#sip/transport/openTransports.ts";
import { token } from "#world/random.ts";
import type { World } from "#world/world.ts";

/** What an exchange keeps. */
export type Keeping = Pick<
  ExchangeParts,
  "key" | "signer" | "policies" | "joined" | "locations" | "knowsAll"
> & { readonly nodes?: Nodes; close(): Promise<void> };

export interface OpeningNode {
  readonly world: World;
  readonly stores: NodeStores;
  readonly bound: OpenTransports["bound"];
  /** Where other nodes reach this one: the host. */
  readonly host: string;
}

/** What an exchange that is one of several keeps: with the others. */
export async function openNode(of: OpeningNode): Promise<Result<Keeping>> {
  const { world, stores, bound, host } = of;
  const keys = await sharedKeys(stores.keys, world);
  if (!keys.ok) return keys;
  const notes = await sharedNotes(stores.joined, world.log);
  if (!notes.ok) return notes;
  const { redis, database, options } = stores;
  const { presence } = redis;
  const portOf: Parameters<typeof openNodes>[0]["portOf"] = (protocol) =>
    bound.find((one) => one.protocol === protocol)?.local.port;
  const address = { host, port: portOf("TCP") ?? 0 };
  const me: NodePlace = { name: options.name, run: token(world.random), address };
  const { sharedName } = options;
  const shared = redisNodes(redis);
  const nodes = await openNodes({ world, me, shared, presence, sharedName, portOf });
  const locations = await sharedLocations({ world, me, shared: redisBindings(redis), presence });
  return ok({
    ...keys.value,
    ...{ nodes, locations, joined: joined(notes.value) },
    policies: await openPolicies(world, stores.policies),
    knowsAll: () => database.presence.isThere,
    close: () => nodes.close(),
  });
}
