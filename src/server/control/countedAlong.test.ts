import assert from "node:assert/strict";
import { test } from "node:test";
import { wallTime } from "#kit/time.ts";
import type { CallNews } from "#server/calls/callBook.ts";
import type { CallView } from "#server/control/callViews.ts";
import { CountedAlong } from "#server/control/countedAlong.ts";

test("a call that ends while the owner's clock is of another zone is counted when it is back", () => {
  const noon = Date.UTC(2026, 11, 2, 12);
  const kept: CallView[] = [];
  let zone = "UTC";
  let tell = (_: CallNews): void => undefined;
  let count = 0;
  const calls = {
    page: () => ({ items: kept.toReversed() }),
    news: (ear: typeof tell) => {
      tell = ear;
      return () => undefined;
    },
  };
  const along = new CountedAlong({ calls, zone: () => zone, now: () => wallTime(noon) }, "day", {
    clear: () => {
      count = 0;
    },
    count: () => {
      count++;
    },
  });
  const counted = (): number => {
    along.keepUp();
    return count;
  };
  const ends = (): void => {
    const call = { id: "a", began: noon, ended: noon } as unknown as CallView;
    kept.push(call);
    tell({ type: "call.ended", call });
  };
  assert.equal(counted(), 0);
  ends();
  assert.equal(counted(), 1);
  zone = "America/Toronto";
  ends();
  zone = "UTC";
  assert.equal(counted(), 2);
});
