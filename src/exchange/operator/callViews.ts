import type { CallWires } from "#exchange/calls/callWires.ts";
import type { PassedCall } from "#exchange/calls/passedCall.ts";
import type { CallViews } from "#exchange/control.ts";
import type { ShownCalls } from "#exchange/inside.ts";

/** The calls, for the operator to see. */
export const callViews = (book: ShownCalls, wires: Pick<CallWires, "rows">): CallViews => ({
  page({ state, of }, cursor, limit) {
    const all = [
      ...(state === "over" ? [] : book.live()),
      ...(state === "live" ? [] : book.recent()),
    ];
    const wanted = all.filter((call) => of === undefined || isOf(call, of));
    const from = cursor === undefined ? 0 : wanted.findIndex(({ id }) => id === cursor) + 1;
    if (cursor !== undefined && from === 0) return { items: [] };
    const items = wanted.slice(from, from + limit);
    const last = items.at(-1);
    return { items, ...(last && from + items.length < wanted.length && { next: last.id }) };
  },
  find: (id) => book.find(id),
  ladder: async (id) => book.ladder(id, wires.rows),
});

const isOf = (call: PassedCall, user: string): boolean =>
  [call.by, call.for, ...call.hops.map(({ of }) => of)].includes(`user/${user}`);
