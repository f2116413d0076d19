/**
 * test/calls/flows: the call flows of RFC 3665 and RFC 5359, each a whole call in virtual time with
 * the product in the place that it has in life: the exchange where the RFC has a proxy or registrar,
 * the feature server, which is a B2BUA, where it has whatever stands between two people. The tables
 * (`rfc3665.ts`, `rfc5359.ts`) say which messages each party sends and gets in the RFC; docs/flows.md
 * is made of them.
 */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { LadderRow } from "#world/ladder.ts";

/** One call flow of an RFC. */
export interface Flow {
  readonly title: string;
  /** In what the product takes part, and what is measured. */
  readonly role: string;
  readonly measure: string;
  /**
   * By party: what it sends (`>INVITE`) and gets (`<180`) in the RFC, in order, 100 left out.
   * Parties that are the product itself in the test are not listed.
   */
  readonly order: Readonly<Record<string, string>>;
  /** The same where it is otherwise here. */
  readonly here?: Readonly<Record<string, string>>;
  /** Why, one line each. */
  readonly differences?: readonly string[];
}

/** The flows of one RFC by section. */
export interface FlowBook {
  readonly rfc: number;
  readonly flows: Readonly<Record<string, Flow>>;
}

/** A stage on which a flow was played. */
export interface Played {
  readonly rows: readonly LadderRow[];
  ladder(): string;
  mustBeIdle(): Promise<void>;
}

/** Plays a flow, keeps its ladder, and compares it with the RFC, party by party. */
export function flow(
  { rfc, flows }: FlowBook,
  section: string,
  play: () => Promise<Played>,
  more: { readonly mustBeIdle?: boolean } = {},
): void {
  const known = flows[section];
  if (!known) throw new Error(`RFC ${rfc} has no flow ${section}`);
  test(`RFC ${rfc} §${section} ${known.title}`, async (t: TestContext) => {
    const played = await play();
    t.assert.fileSnapshot(`${played.ladder()}\n`, goldenOf(rfc, section), {
      serializers: [String],
    });
    for (const [party, order] of Object.entries(known.order)) {
      const here: string = known.here?.[party] ?? order;
      assert.equal(told(played.rows, party), here, `${party}'s messages`);
    }
    if (more.mustBeIdle !== false) await played.mustBeIdle();
  });
}

export const goldenOf = (rfc: number, section: string): string =>
  `test/calls/goldens/flows/rfc${rfc}-${section}.txt`;

/** What a party sent and got, as the tables write it. */
const told = (rows: readonly LadderRow[], party: string): string =>
  rows
    .filter(({ from, to }) => from === party || to === party)
    .map(({ from, text }) => `${from === party ? ">" : "<"}${text.split(" ")[0]}`)
    .filter((message) => !message.endsWith("100"))
    .join(" ");
