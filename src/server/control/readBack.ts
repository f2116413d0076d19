import type { CallBook } from "#server/calls/callBook.ts";
import type { CallView } from "#server/control.ts";

const pageSize = 100;

/** The calls that are kept, newest first, back to that moment; at most so many are looked at. */
export function* readBack(
  calls: Pick<CallBook, "page">,
  oldest: number,
  most: number,
): Generator<CallView> {
  let cursor: string | undefined;
  for (let read = 0; read < most; read += pageSize) {
    const page = calls.page(cursor, pageSize);
    for (const call of page.items) {
      if (call.began < oldest) return;
      yield call;
    }
    cursor = page.next;
    if (cursor === undefined) return;
  }
}
