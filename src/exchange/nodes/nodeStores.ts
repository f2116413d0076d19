import type { AuditShelf } from "#exchange/operator/auditBook.ts";
import { type Database, openDatabase } from "#exchange/store/database.ts";
import type { Drawer } from "#exchange/store/drawer.ts";
import { postgresDrawer } from "#exchange/store/postgresDrawer.ts";
import { postgresShelf } from "#exchange/store/postgresShelf.ts";
import { openRedis, type Redis } from "#exchange/store/redis.ts";
import { ok, type Result } from "#kit/result.ts";
import type { World } from "#world/world.ts";

/** What the operator says of a node. */
export interface NodeOptions {
  readonly name: string;
  /** `postgres://…` */
  readonly database: string;
  /** `redis://…` */
  readonly redis: string;
  /** A host name that leads to all nodes (RFC 3263): what dialogs are routed by. */
  readonly sharedName?: string | undefined;
}

/** What one node shares with the others. */
export interface NodeStores {
  readonly options: NodeOptions;
  readonly database: Database;
  readonly redis: Redis;
  readonly settings: Drawer;
  readonly policies: Drawer;
  readonly joined: Drawer;
  readonly keys: Drawer;
  readonly audit: AuditShelf;
  close(): Promise<void>;
}

/** Fails without PostgreSQL, for then there are no settings; Redis may come later. */
export async function openNodeStores(
  options: NodeOptions,
  world: Pick<World, "clock" | "log">,
): Promise<Result<NodeStores>> {
  const opened = await openDatabase(options.database, world);
  if (!opened.ok) return opened;
  const database = opened.value;
  const redis = await openRedis(options.redis, world);
  const of = (kind: string): Drawer => postgresDrawer(database, kind);
  return ok({
    ...{ options, database, redis },
    ...{ settings: of("settings"), policies: of("policy"), joined: of("joined") },
    keys: of("key"),
    audit: postgresShelf(database, options.name),
    async close() {
      await redis.close();
      await database.close();
    },
  });
}
