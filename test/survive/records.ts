import type { Kill } from "./round.ts";
import type { Supervised } from "./supervised.ts";

/** A call that there should be one record of. */
export interface Due {
  /** The other party's: ten digits. */
  readonly number: string;
  readonly kill: Kill;
}

/** What became of those records. */
export interface Kept {
  readonly due: number;
  readonly lost: number;
  /** Records beside the one that there should be. */
  readonly doubled: number;
  /** Of calls that are over. */
  readonly open: number;
}

interface CallRecord {
  readonly direction: "in" | "out";
  readonly from: { readonly number?: string };
  readonly to: string;
  readonly ended?: number;
}

/** All that is kept of calls; those that end just now are waited for. */
export async function recordsOf(server: Supervised): Promise<readonly CallRecord[]> {
  type Page = { readonly items: readonly CallRecord[]; readonly next?: string };
  for (let tries = 1; ; tries++) {
    const all: CallRecord[] = [];
    for (let cursor: string | undefined = ""; cursor !== undefined; ) {
      const page = (await server.get(`/api/v1/calls?limit=100${cursor}`)) as Page;
      all.push(...page.items);
      cursor = page.next === undefined ? undefined : `&cursor=${encodeURIComponent(page.next)}`;
    }
    if (tries >= 50 || all.every(({ ended }) => ended !== undefined)) return all;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export function keptOf(records: readonly CallRecord[], due: readonly Due[]): Kept {
  const found = due.map(({ number }) => records.filter((one) => otherOf(one).endsWith(number)));
  return {
    due: due.length,
    lost: found.filter(({ length }) => length === 0).length,
    doubled: found.reduce((sum, { length }) => sum + Math.max(0, length - 1), 0),
    open: found.flat().filter(({ ended }) => ended === undefined).length,
  };
}

const otherOf = ({ direction, from, to }: CallRecord): string =>
  direction === "in" ? (from.number ?? "") : to;
