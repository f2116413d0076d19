import type { CallView, LegView } from "#server/control.ts";
import type { Decision } from "#telephony/directing/direct.ts";
import type { callRows } from "./fakeHouse.ts";

type Row = (typeof callRows)[number];
const own = "+16135550142";

/** A row of the house as the record of a call. */
export function pastCall(
  row: Row,
  i: number,
  now: number,
  decide: (from: string, at: number) => Decision,
): CallView {
  const [minutes, direction, number, outcome, seconds] = row;
  const began = now - minutes * 60_000;
  const incoming = direction === "in";
  const from = number === "" ? {} : { number };
  return {
    id: `c${i + 1}`,
    sipCallId: `a84b4c76e6671${i}@sip.example.net`,
    direction,
    from: incoming ? from : { number: own, name: "Ada" },
    to: incoming ? own : number,
    via: incoming ? "carrier" : "kitchen",
    began,
    ...(outcome === "answered" && { answered: began + 6000 }),
    ended: began + 6000 + seconds * 1000,
    outcome,
    cause: { kind: causes[outcome] },
    decision: incoming ? decide(number, began) : dialled(number),
    legs: incoming ? legsOf(outcome) : [{ ...gone("normal"), target: `${number} (carrier)` }],
    ...(i === 0 && { recordings: ["r1"] }),
    rtp: outcome === "answered" ? packets(seconds * 50) : [],
  };
}

const causes = {
  answered: "normal",
  missed: "noAnswer",
  message: "normal",
  rejected: "anonymousRefused",
} as const;

const gone = (kind: string): Omit<LegView, "target"> => ({ state: "over", cause: { kind } });

/** As the server decides a call of one of its own telephones. */
const dialled = (number: string): Decision =>
  ({
    plan: [{ do: "forward", to: { number } }],
    because: [
      { rule: "outgoing", matched: true, code: "dialled.number", params: { dialled: number } },
    ],
    cause: null,
  }) as const;

function legsOf(outcome: Row[3]): readonly LegView[] {
  if (outcome === "rejected") return [];
  if (outcome === "message") return [{ ...gone("normal"), target: "mailbox" }];
  const answered = outcome === "answered";
  return [
    { ...gone(answered ? "normal" : "noAnswer"), target: "kitchen" },
    { ...gone(answered ? "answeredElsewhere" : "unreachable"), target: "desk" },
  ];
}

const packets = (n: number) => [
  { leg: "carrier", sent: n, received: n - 3 },
  { leg: "kitchen", sent: n - 3, received: n },
];
