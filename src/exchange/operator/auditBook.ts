import { ok, type Result } from "#kit/result.ts";
import type { WallTime } from "#kit/time.ts";
import type { Log } from "#world/log.ts";
import type { Random } from "#world/random.ts";
import { token } from "#world/random.ts";

/** One act of an operator, or of whoever changed the settings' file. Never holds a secret. */
export interface AuditEntry {
  readonly id: string;
  readonly at: number;
  readonly who: string;
  readonly act: string;
  /** What was acted on: a user's name, a trunk's id. */
  readonly of?: string;
  readonly params: Readonly<Record<string, string>>;
}

export type AuditAct = Pick<AuditEntry, "act" | "of"> & Partial<Pick<AuditEntry, "params">>;

export interface AuditPage {
  readonly items: readonly AuditEntry[];
  readonly next?: string;
}

/** Where entries are kept: newest first, page by page. */
export interface AuditShelf {
  put(id: string, at: number, entry: AuditEntry): Promise<Result<void>>;
  page(cursor: string | undefined, limit: number): Promise<Result<AuditPage>>;
}

/** Who did what, when. Nothing takes an entry away; one that cannot be kept stands in the log. */
export interface AuditBook {
  note(who: string, act: AuditAct): void;
  page: AuditShelf["page"];
}

const longest = 300;

export interface AuditMeans {
  readonly now: () => WallTime;
  readonly random: Random;
  readonly log: Log;
}

export function auditBook(shelf: AuditShelf, { now, random, log }: AuditMeans): AuditBook {
  let made = 0;
  return {
    note(who, { act, of, params = {} }) {
      const at = now();
      const id = `${String(at).padStart(14, "0")}-${String(++made).padStart(8, "0")}-${token(random)}`;
      const short = Object.entries(params).map(([key, text]) => [key, text.slice(0, longest)]);
      const entry: AuditEntry = {
        ...{ id, at, who: who.slice(0, longest), act },
        ...(of !== undefined && { of: of.slice(0, longest) }),
        params: Object.fromEntries(short),
      };
      void shelf.put(id, at, entry).then((kept) => {
        if (!kept.ok)
          log.warn("an act of the operator is not kept", { ...entry, why: kept.problem.code });
      });
    },
    page: (cursor, limit) => shelf.page(cursor, limit),
  };
}

/** A shelf that forgets: for tests, and where nothing is kept. */
export function memoryShelf(most = 10_000): AuditShelf {
  const kept: AuditEntry[] = [];
  return {
    put(_id, _at, entry) {
      kept.unshift(entry);
      kept.length = Math.min(kept.length, most);
      return Promise.resolve(ok(undefined));
    },
    page(cursor, limit) {
      const from = cursor === undefined ? 0 : kept.findIndex(({ id }) => id === cursor) + 1;
      const items = kept.slice(from, from + limit);
      const last = items.at(-1);
      const more = last && from + items.length < kept.length && { next: last.id };
      return Promise.resolve(ok({ items, ...more }));
    },
  };
}
