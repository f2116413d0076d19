import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8 } from "#kit/bytes.ts";
import { type Bad, badInput } from "./badInput.ts";
import { Stranger } from "./stranger.ts";
import { exchangeSettings, type Member, memberSettings, numbers, Village } from "./village.ts";

/*
 * Each is refused, counted, said in the log once however often it comes, and nothing of it reaches a
 * member; or it goes on, and what was forged in it does not.
 */

const busy = [{ do: "reject", cause: "busy" }];
const busyHere = 486;
const times = 3;

/** Requests that came to the member, from the `since`th packet on. */
const cameTo = ({ packets }: Member, since: number): readonly string[] =>
  packets
    .slice(since)
    .filter(({ to }) => to.host === "192.0.2.31")
    .map(({ data }) => fromUtf8(data))
    .filter((text) => /^[A-Z]+ sip:/.test(text));

const counted = ({ exchange }: Village, code: string): number => {
  const counts: Readonly<Record<string, number>> = exchange.inside.counts();
  return counts[`refused_${code}`] ?? 0;
};

/** `came`: what the member got of it. */
function mustBeHarmless({ answer, without = /^$/ }: Bad, came: readonly string[]): void {
  if (answer !== busyHere) assert.deepEqual(came, [], "nothing of it reaches the member");
  else assert.ok(came.length >= times, "it goes on");
  for (const text of came) assert.doesNotMatch(text, without);
}

test("what nobody should send is refused or made harmless, counted, and said once", async (t) => {
  const town = await Village.open(exchangeSettings({ limits: { strangersPerMinute: 1000 } }));
  const ada = await town.member("ada", "192.0.2.31", memberSettings("ada", numbers.ada, busy));
  let n = 0;
  for (const [i, one] of badInput.entries())
    await t.test(one.what, async () => {
      const eve = await Stranger.open(town, `198.51.100.${i + 1}`);
      const [before, packets] = [counted(town, one.counted), ada.packets.length];
      for (let sent = 0; sent < times; sent++) eve.says(one.sends(eve.host, ++n));
      await town.runs(500);
      eve.close();
      assert.deepEqual([...new Set(eve.finals)], one.answer === 0 ? [] : [one.answer]);
      mustBeHarmless(one, cameTo(ada, packets));
      if (one.counted !== "") {
        assert.equal(counted(town, one.counted) - before, times, `counted as ${one.counted}`);
        const said = town.host.log.find(
          new RegExp(`more of it.*"${one.counted.replaceAll(".", "[.]")}".*"${eve.host}"`),
        );
        assert.equal(said.length, 1, "said once");
      }
    });
  await town.mustBeIdle();
});
