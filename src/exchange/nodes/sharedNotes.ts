import type { Journal } from "#exchange/journal.ts";
import type { Drawer } from "#exchange/store/drawer.ts";
import { listeners } from "#kit/listeners.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import type { Log } from "#world/log.ts";

/**
 * A journal that nodes write together. What is noted while the store is away is written when it is
 * back, if this node is still there then.
 */
export async function sharedNotes(
  drawer: Drawer,
  log: Log,
): Promise<Result<Pick<Journal<string>, "kept" | "note" | "heard">>> {
  const all = await drawer.all();
  if (!all.ok) return fail(all.problem.code, all.problem.detail);
  const kept = new Map<string, string>();
  for (const [key, text] of all.value) if (text.ok) kept.set(key, text.value);
  const heard = listeners<readonly [string, string]>();
  const unwritten = new Map<string, string>();

  async function write(key: string, text: string): Promise<void> {
    const done = await drawer.put(key, text);
    if (done.ok && unwritten.get(key) === text) unwritten.delete(key);
    if (!done.ok) log.warn("what changes is not kept", { key, ...done.problem });
  }

  async function reads(): Promise<void> {
    for (const [key, text] of unwritten) await write(key, text);
    const now = await drawer.all();
    if (now.ok) for (const [key, text] of now.value) if (text.ok) heard.tell([key, text.value]);
  }

  drawer.changes((key) => {
    if (key === undefined) void reads();
    else
      void drawer.get(key).then((text) => {
        if (text.ok && text.value !== undefined) heard.tell([key, text.value]);
      });
  });
  return ok({
    kept,
    heard: heard.listen,
    note(key, text) {
      unwritten.set(key, text);
      void write(key, text);
    },
  });
}
