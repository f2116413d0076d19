import type { NodePlace } from "#exchange/nodes/nodePlace.ts";
import { keyFor, type Redis } from "#exchange/store/redis.ts";
import type { Result } from "#kit/result.ts";

/** Who of the nodes is there, and what only one of them may do. */
export interface SharedNodes {
  /** This node is there for so many ms; those that are, by name. */
  beat(me: NodePlace, lasts: number): Promise<Result<readonly NodePlace[]>>;
  /** This node goes. */
  leave(me: NodePlace): Promise<Result<unknown>>;
  /** True: it is ours for so many ms, by this or an earlier word of ours. */
  lease(what: string, holder: string, lasts: number): Promise<Result<boolean>>;
  release(what: string, holder: string): Promise<Result<unknown>>;
}

const names = keyFor("nodes");
const keyOf = (name: string): string => keyFor("node", name);

const take = `
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1`;
const give = `if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end`;

export const redisNodes = (redis: Redis): SharedNodes => ({
  beat: (me, lasts) =>
    redis.ask(async (client) => {
      const [, , all] = await Promise.all([
        client.set(keyOf(me.name), JSON.stringify(me), { PX: lasts }),
        client.sAdd(names, me.name),
        client.sMembers(names),
      ]);
      const texts = all.length === 0 ? [] : await client.mGet(all.map(keyOf));
      return texts.flatMap((text) => (text === null ? [] : [JSON.parse(text) as NodePlace]));
    }),
  leave: (me) =>
    redis.ask((client) =>
      client.eval(give, { keys: [keyOf(me.name)], arguments: [JSON.stringify(me)] }),
    ),
  async lease(what, holder, lasts) {
    const keys = [keyFor("lease", what)];
    const done = await redis.ask((client) =>
      client.eval(take, { keys, arguments: [holder, String(lasts)] }),
    );
    return done.ok ? { ok: true, value: Number(done.value) === 1 } : done;
  },
  release: (what, holder) =>
    redis.ask((client) =>
      client.eval(give, { keys: [keyFor("lease", what)], arguments: [holder] }),
    ),
});
