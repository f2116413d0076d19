import assert from "node:assert/strict";
import { test } from "node:test";
import type { SubscriptionDialog } from "#exchange/events/subscription.ts";
import { type Subscription, Subscriptions } from "#exchange/events/subscriptions.ts";
import { nameAddr } from "#sip/message/nameAddr.ts";
import type { Flow } from "#sip/transport/flow.ts";

const local = { host: "192.0.2.1", port: 5060 };
const flow = (connection: string): Flow => ({
  ...{ protocol: "TCP", local, connection },
  remote: { host: "192.0.2.9", port: 40_000 },
});

const dialog = (along: Flow): SubscriptionDialog => ({
  ...{ flow: along, uri: "sip:ada@192.0.2.9", route: [], callId: "a", event: "reg" },
  ...{ from: nameAddr("sip:ada@maple.example"), to: nameAddr("sip:ada@maple.example") },
  contact: "sip:192.0.2.1",
});

const subscription = (id: string, user: string, along: Flow): Subscription => {
  const watch = { full: () => "", partial: () => undefined, close: () => undefined };
  const of = { event: "reg", type: "text/plain", watch: () => watch, news: () => () => undefined };
  return { id, user, of, watch, dialog: dialog(along), ends: 0, cseq: 0, told: 0 };
};

test("each is found by its user and by the flow that it came along last, and nothing is left of it", () => {
  const all = new Subscriptions();
  const [one, two, ben] = [
    subscription("1", "ada", flow("a")),
    subscription("2", "ada", flow("a")),
    subscription("3", "ben", flow("b")),
  ];
  for (const each of [one, two, ben]) all.keep(each);
  assert.deepEqual(
    [all.of("ada"), all.along(flow("a"))],
    [
      [one, two],
      [one, two],
    ],
  );
  all.moves(two, dialog(flow("c")));
  assert.deepEqual([all.along(flow("a")), all.along(flow("c"))], [[one], [two]]);
  all.remove(two);
  assert.deepEqual([all.along(flow("c")), all.of("ada"), all.has(two)], [[], [one], false]);
  all.remove(one);
  assert.deepEqual([all.users(), all.size, all.get("3")], [["ben"], 1, ben]);
});
