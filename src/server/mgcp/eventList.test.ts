import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { formatDigitMap, parseDigitMap } from "#server/mgcp/digitMap.ts";
import {
  type Action,
  formatObserved,
  formatRequested,
  formatSignals,
  parseObserved,
  parseRequested,
  parseSignals,
  type RequestedEvent,
} from "#server/mgcp/eventList.ts";
import { quoted, unquoted } from "#server/mgcp/nested.ts";

const notify: Action = { do: "notify" };
const gather: Action = { do: "digitMap" };

test("events and what to do with each are read", () => {
  assert.deepEqual(parseRequested("L/hu(N), l/HF ( S , N ),D/[0-9*#T](D),G/ft"), {
    ok: true,
    value: [
      { event: "L/hu", actions: [notify] },
      { event: "l/HF", actions: [{ do: "swap" }, notify] },
      { event: "D/[0-9*#T]", actions: [gather] },
      { event: "G/ft", actions: [] },
    ],
  });
});

test("a request in a request is read: when the handset is lifted, gather digits and sound dial tone", () => {
  const text = "L/hd(A,E(S(L/dl),R(L/hu(N),D/[0-9*#T](D)),D(6xx|0T|9x.T)))";
  const request = {
    requested: [
      { event: "L/hu", actions: [notify] },
      { event: "D/[0-9*#T]", actions: [gather] },
    ],
    digitMap: ["6XX", "0T", "9X.T"],
    signals: [{ signal: "L/dl", parameters: [] }],
  };
  const value = [{ event: "L/hd", actions: [{ do: "accumulate" }, { do: "embed", request }] }];
  assert.deepEqual(parseRequested(text), { ok: true, value });
});

test("what an action of a package or a vendor means is kept as it was written", () => {
  const text = "L/hd(C(M(sendrecv(1F))),X/act(1,2)),D/x()(a=b)";
  const read = parseRequested(text);
  assert.ok(read.ok);
  assert.equal(formatRequested(read.value), text);
});

test("signals have parameters, and strings in them may hold anything", () => {
  const text = `L/ci(10/14/17/26,"613 555 0142","Bob ""Moose"", Inc. (Ottawa)"),L/vmwi(+)`;
  const read = parseSignals(text);
  assert.ok(read.ok);
  const [id, lamp] = read.value;
  assert.equal(unquoted(id?.parameters[2] ?? ""), 'Bob "Moose", Inc. (Ottawa)');
  assert.deepEqual(lamp, { signal: "L/vmwi", parameters: ["+"] });
  assert.equal(formatSignals(read.value), text);
});

test("observed events come in their order", () => {
  const read = parseObserved("L/hd, D/6,D/1,D/T,L/hu@1F");
  assert.ok(read.ok);
  assert.deepEqual(
    read.value.map(({ event }) => event),
    ["L/hd", "D/6", "D/1", "D/T", "L/hu@1F"],
  );
  assert.equal(formatObserved(read.value), "L/hd,D/6,D/1,D/T,L/hu@1F");
});

for (const text of [
  "L/hd(",
  "L/hd)",
  "L/hd(N",
  ",",
  "L/hd,",
  "L/hd(N)(a)(b)",
  "L/(N)",
  "L hd(N)",
  '"L/hd',
  "L/hd(E(Q(1)))",
  `L/hd${"(E(R(L/hd".repeat(9)}`,
  "a,".repeat(300),
])
  test(`${text.slice(0, 30)} is no list of events`, () => {
    const read = parseRequested(text);
    assert.ok(!read.ok);
    assert.equal(read.problem.code, "mgcp.badEvents");
  });

test("digit maps are read and written", () => {
  assert.deepEqual(parseDigitMap("(911| [2-9]xxxxxx |1xx.T|*xx|#|01[1-9]t)"), {
    ok: true,
    value: ["911", "[2-9]XXXXXX", "1XX.T", "*XX", "#", "01[1-9]T"],
  });
  assert.deepEqual(parseDigitMap("x.T"), { ok: true, value: ["X.T"] });
  assert.equal(formatDigitMap(["911", "1XX.T"]), "(911|1xx.T)");
});

for (const text of ["", "()", "(1|)", "(1", "12e", ".", "[2-", "1..", `(${"1|".repeat(300)}1)`])
  test(`${text.slice(0, 20)} is no digit map`, () => assert.ok(!parseDigitMap(text).ok));

const event = fc.stringMatching(/^[LDGH]\/([a-z]{1,4}[0-9]?|\[[0-9*#]{1,6}\])(@[0-9A-F]{1,4})?$/);
const words = fc.array(
  fc.oneof(fc.stringMatching(/^[a-z0-9/=+-]{1,8}$/), fc.string({ maxLength: 12 }).map(quoted)),
  { minLength: 1, maxLength: 3 },
);
const plain = { noNullPrototype: true } as const;
const { requested } = fc.letrec<{ requested: RequestedEvent; action: Action }>((tie) => ({
  requested: fc.record(
    { event, actions: fc.array(tie("action"), { maxLength: 2 }), parameters: words },
    { requiredKeys: ["event", "actions"], ...plain },
  ),
  action: fc.oneof(
    { maxDepth: 2, depthSize: "small" },
    fc.constantFrom<Action>(notify, gather, { do: "accumulate" }, { do: "keepSignals" }),
    fc.record(
      {
        do: fc.constant("embed" as const),
        request: fc.record(
          {
            requested: fc.array(tie("requested"), { minLength: 1, maxLength: 2 }),
            signals: fc.array(fc.record({ signal: event, parameters: words }, plain), {
              maxLength: 2,
            }),
          },
          plain,
        ),
      },
      plain,
    ),
  ),
}));

test("what is written is read as it was meant, however deep", () =>
  fc.assert(
    fc.property(fc.array(requested, { maxLength: 3 }), (value) => {
      assert.deepEqual(parseRequested(formatRequested(value)), { ok: true, value });
    }),
  ));

test("a list of anything is read or is a Problem", () =>
  fc.assert(
    fc.property(fc.stringMatching(/^[LhdNE/(), "xT|.@]{0,60}$/), (text) => {
      const read = parseRequested(text);
      if (read.ok) assert.deepEqual(parseRequested(formatRequested(read.value)), read);
    }),
  ));
