import { createClient } from "@redis/client";
import { type Presence, presence } from "#exchange/store/presence.ts";
import { type Cancel, type Listen, listeners } from "#kit/listeners.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import { after, millis } from "#kit/time.ts";
import type { World } from "#world/world.ts";

export interface News {
  readonly topic: string;
  readonly text: string;
}

export type RedisClient = ReturnType<typeof clientFor>;

/** Redis or Valkey, as nodes share it: one database, of which every key begins with `ringwise:`. */
export interface Redis {
  /** Whether it is there, and what others tell is heard. */
  readonly presence: Presence;
  /** What any node told, this one too, in the order in which Redis had it. */
  readonly news: Listen<News>;
  tell(topic: string, text: string): Promise<Result<unknown>>;
  /** Commands that are asked for at one moment go in one packet. `store.away` when it does not answer. */
  ask<T>(work: (client: RedisClient) => Promise<T>): Promise<Result<T>>;
  close(): Promise<void>;
}

type Means = Pick<World, "clock" | "log">;

/** ms */
const patience = 2000;
const prefix = "ringwise:";
export const keyFor = (...parts: readonly string[]): string => prefix + parts.join(":");

const clientFor = (url: string) =>
  createClient({
    url,
    disableOfflineQueue: true,
    pingInterval: 1000,
    socket: {
      connectTimeout: patience,
      socketTimeout: 2 * patience, // one that hangs answers no ping
      reconnectStrategy: (tries) => Math.min(1000, 100 * 2 ** tries),
    },
  });

/** Resolves when it was tried for the first time, whether it is there or not. */
export async function openRedis(url: string, world: Means): Promise<Redis> {
  const news = listeners<News>();
  const there = presence();
  const clients = await connected(url, world, { there, tell: news.tell });
  const { client } = clients;

  async function ask<T>(work: (client: RedisClient) => Promise<T>): Promise<Result<T>> {
    if (!there.isThere) return away;
    return new Promise((resolve) => {
      const cancel = soon(world, () => resolve(away));
      work(client)
        .then(
          (value) => resolve(ok(value)),
          (error: unknown) => resolve(fail("store.away", String(error))),
        )
        .finally(cancel);
    });
  }

  return {
    ...{ ask, presence: there, news: news.listen },
    tell: (topic, text) => ask((to) => to.publish(prefix + topic, text)),
    close: async () => clients.close(),
  };
}

const away = fail("store.away", "Redis does not answer");

interface Ears {
  readonly there: Presence;
  readonly tell: (news: News) => void;
}

/** Two connections: who listens on one can ask nothing there. Each tries again by itself. */
async function connected(url: string, world: Means, { there, tell }: Ears) {
  const [client, ear] = [clientFor(url), clientFor(url)];
  let hears = false;

  function look(): void {
    if (client.isReady && ear.isReady && hears) there.came();
    else if (there.isThere) {
      world.log.warn("Redis is away", {});
      there.went();
    }
  }

  async function listens(): Promise<void> {
    await ear.connect();
    await ear.pSubscribe(`${prefix}*`, (text, topic) =>
      tell({ topic: topic.slice(prefix.length), text }),
    );
    hears = true;
    look();
  }

  for (const one of [client, ear])
    for (const event of ["error", "ready", "reconnecting", "end"]) one.on(event, look);
  const begun = Promise.allSettled([client.connect(), listens()]);
  await new Promise<void>((resolve) => {
    const cancel = soon(world, resolve);
    void begun.then(() => {
      cancel();
      resolve();
    });
  });
  return {
    client,
    close(): void {
      for (const one of [client, ear]) if (one.isOpen) one.destroy();
    },
  };
}

const soon = ({ clock }: Means, work: () => void): Cancel =>
  clock.at(after(clock.now(), millis(patience)), work);
