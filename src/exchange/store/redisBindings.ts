import { keyFor, type Redis, type RedisClient } from "#exchange/store/redis.ts";
import type { Listen } from "#kit/listeners.ts";
import { listeners } from "#kit/listeners.ts";
import { ok, type Result } from "#kit/result.ts";

/** What changed of one user: bindings by their names (see `bindingName`), as text. */
export interface BindingNews {
  readonly user: string;
  readonly sets: ReadonlyMap<string, string>;
  readonly gone: readonly string[];
}

/** A change to make: `gone` with the text that is meant, for another node may have written another one. */
export interface BindingChange {
  readonly user: string;
  readonly sets: ReadonlyMap<string, string>;
  readonly gone: ReadonlyMap<string, string>;
}

/** Every user's bindings, by user and by name. */
export interface SharedBindings {
  /** A few hundred keys at a time. */
  all(): Promise<Result<ReadonlyMap<string, ReadonlyMap<string, string>>>>;
  /** Told to every node, this one too. */
  change(change: BindingChange): Promise<Result<void>>;
  readonly news: Listen<BindingNews>;
}

const topic = "bindings";
/** s: more than any binding lasts; a key of somebody who is gone ends by itself. */
const keptFor = 2 * 24 * 3600;
const atOnce = 500;

/**
 * KEYS: the user's hash. ARGV: topic, user, seconds to keep, how many sets; name and text of each;
 * then name and text of what is to go. Whole or not at all, and what was done is told in its order.
 */
const script = `
local told = { user = ARGV[2], sets = {}, gone = {} }
local sets = tonumber(ARGV[4])
for i = 5, 4 + 2 * sets, 2 do
  redis.call('HSET', KEYS[1], ARGV[i], ARGV[i + 1])
  table.insert(told.sets, ARGV[i])
  table.insert(told.sets, ARGV[i + 1])
end
for i = 5 + 2 * sets, #ARGV, 2 do
  if redis.call('HGET', KEYS[1], ARGV[i]) == ARGV[i + 1] then
    redis.call('HDEL', KEYS[1], ARGV[i])
    table.insert(told.gone, ARGV[i])
  end
end
redis.call('EXPIRE', KEYS[1], ARGV[3])
redis.call('PUBLISH', ARGV[1], cjson.encode(told))`;

export function redisBindings(redis: Redis): SharedBindings {
  const news = listeners<BindingNews>();
  redis.news((one) => {
    if (one.topic === topic) news.tell(newsIn(one.text));
  });
  return {
    news: news.listen,
    async change({ user, sets, gone }) {
      const pairs = [...sets, ...gone].flat();
      const args = [keyFor(topic), user, String(keptFor), String(sets.size), ...pairs];
      const done = await redis.ask((client) =>
        client.eval(script, { keys: [keyFor("b", user)], arguments: args }),
      );
      return done.ok ? ok(undefined) : done;
    },
    async all() {
      const found = new Map<string, ReadonlyMap<string, string>>();
      let cursor = "0";
      do {
        const page = await redis.ask((client) => pageAt(client, cursor));
        if (!page.ok) return page;
        for (const [user, bindings] of page.value.found) found.set(user, bindings);
        cursor = page.value.next;
      } while (cursor !== "0");
      return ok(found);
    },
  };
}

async function pageAt(client: RedisClient, cursor: string) {
  const start = keyFor("b", "");
  const { cursor: next, keys } = await client.scan(cursor, { MATCH: `${start}*`, COUNT: atOnce });
  const hashes = await Promise.all(keys.map((key) => client.hGetAll(key)));
  const found = keys.map(
    (key, i) => [key.slice(start.length), new Map(Object.entries(hashes[i] ?? {}))] as const,
  );
  return { next: String(next), found };
}

/** Lua writes an empty list as an object. */
function newsIn(text: string): BindingNews {
  const told = JSON.parse(text) as { user: string; sets: unknown; gone: unknown };
  const list = (of: unknown): readonly string[] => (Array.isArray(of) ? of : []);
  const pairs = list(told.sets);
  const sets = new Map<string, string>();
  for (let i = 0; i + 1 < pairs.length; i += 2) sets.set(pairs[i] ?? "", pairs[i + 1] ?? "");
  return { user: told.user, sets, gone: list(told.gone) };
}
