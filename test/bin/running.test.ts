import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { realAgent } from "../interop/realAgent.ts";
import { House, token } from "../phones/house.ts";
import { zoneAtNoon } from "../phones/noon.ts";
import { offer } from "../phones/offer.ts";
import { untilThere } from "../phones/patience.ts";
import { following, ringwise } from "./ringwise.ts";

/* Commands beside a server that is running. */

const number = "+16135550142";
const timeZone = zoneAtNoon(); // the calls of today are counted
const settings = (step: object): object => ({
  version: 1,
  owner: { name: "Ada", timeZone, country: "CA" },
  numbers: [{ id: "home", number }],
  accounts: [{ id: "carrier", kind: "carrier", server: "127.0.0.1", register: false }],
  rules: [{ id: "all", name: "Everyone", when: { is: "always" }, then: [step] }],
});

function inOrder(text: string, ...parts: readonly string[]): void {
  let from = 0;
  for (const part of parts) {
    const at = text.indexOf(part, from);
    assert.ok(at >= 0, `${part} is not where it should be in\n${text}`);
    from = at + part.length;
  }
}

test("commands beside a running server", async (t) => {
  const house = await House.open(settings({ do: "reject", cause: "busy" }));
  t.after(() => house.close());

  await t.test("setup-link: the server knows the new link at once, and once", async () => {
    const setUp = async (link: string): Promise<number> => {
      const [, key = ""] = /#k=(\S+)/.exec(link) ?? [];
      const answer = await fetch(`${house.web}/api/v1/setup`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ key, name: "Ada", password: "a long enough secret" }),
      });
      return answer.status;
    };
    const { code, said } = await ringwise(house, ["setup-link"]);
    assert.equal(code, 0, said);
    assert.deepEqual([await setUp(said), await setUp(said)], [201, 403]);
  });

  await t.test("ladder and replay: what a call said, and what would become of it", async () => {
    const carrier = await realAgent();
    t.after(() => carrier.close());
    const uri = `sip:${number}@127.0.0.1:${house.sipPort}`;
    const call = carrier.calls(house.sipPort, { uri, to: `<${uri}>`, body: offer });
    assert.equal((await call.until("refused")).status, 486);
    const said = await untilThere("the call in the store", async () => {
      const ladder = await ringwise(house, ["ladder", "last"]);
      return ladder.code === 0 && ladder.said.includes(" ACK ---") ? ladder.said : undefined;
    });
    inOrder(said, "carrier", "Ringwise", " INVITE ---", "<- 486 Busy Here -", " ACK ---");
    const same = await ringwise(house, ["decide", "--replay", "last"]);
    inOrder(same.said, "reject: busy", "now: the same", "\n0 of 1 ");
    const file = join(house.folder, "other.json");
    writeFileSync(file, JSON.stringify(settings({ do: "mailbox" })));
    const other = await ringwise(house, ["decide", "--replay", "all", "--settings", file]);
    inOrder(other.said, "then:", "reject: busy", "now:", "mailbox", "\n1 of 1 ");
    const unknown = await ringwise(house, ["decide", "--replay", "nobody"]);
    assert.deepEqual(unknown, { code: 1, said: "there is no call nobody\n" });
  });

  await t.test("calls tail: what was, then each call as it goes on", async () => {
    const tail = following(house, ["calls", "tail"]);
    t.after(() => tail.stop());
    const first = await tail.says(/→ \+16135550142 {2}rejected/);
    const carrier = await realAgent();
    t.after(() => carrier.close());
    const uri = `sip:${number}@127.0.0.1:${house.sipPort}`;
    carrier.calls(house.sipPort, { uri, to: `<${uri}>`, body: offer });
    const both = await tail.says(/(rejected\n.*){2}/s);
    assert.ok(both.startsWith(first));
    assert.equal((await ringwise(house, ["calls"])).code, 2);
  });

  await t.test(
    "say: a telephone that is not there is named, and no words are wrong use",
    async () => {
      const nobody = await ringwise(house, ["say", "Dinner", "--device", "attic"]);
      assert.equal(nobody.code, 1);
      assert.match(nobody.said, /attic/);
      assert.equal((await ringwise(house, ["say"])).code, 2);
    },
  );

  await t.test("status: in words, with the token from a file", async () => {
    const file = join(house.folder, "token");
    writeFileSync(file, `${token}\n`);
    const env = { RINGWISE_TOKEN: undefined, RINGWISE_TOKEN_FILE: file };
    const { code, said } = await ringwise(house, ["status"], env);
    assert.equal(code, 0, said);
    inOrder(said, " of Ada, +16135550142", "the line is ", "the mode is schedule", "2 rejected");
  });

  await t.test("rules test: what the running server would do, and why", async () => {
    const { code, said } = await ringwise(house, ["rules", "test", "--from", "+16135550171"]);
    assert.equal(code, 0, said);
    inOrder(said, "✓ Everyone:", "1. ");
    const json = await ringwise(house, ["rules", "test", "--json"]);
    assert.equal(JSON.parse(json.said).because[0].rule, "all");
    assert.equal((await ringwise(house, ["rules"])).code, 2);
  });

  await t.test("mode: changed, for a time, by the owner's clock", async () => {
    const { code, said } = await ringwise(house, ["mode", "quiet", "--until", "23:59"]);
    assert.equal(code, 0, said);
    const { mode } = (await house.get("/api/v1/status")) as {
      readonly mode: { readonly now: string; readonly until: number };
    };
    const shown = new Date(mode.until).toLocaleString("en-GB", { timeZone });
    assert.deepEqual([mode.now, shown.slice(-8)], ["quiet", "23:59:00"]);
  });
});
