import assert from "node:assert/strict";
import { test } from "node:test";
import { forwardings, historyLines } from "#exchange/proxy/history.ts";
import type { Bound } from "#exchange/proxy/identity.ts";
import { invite, target } from "#exchange/proxy/sample.ts";
import type { Speaker } from "#exchange/proxy/speaker.ts";
import { trunk } from "#exchange/settings/settings.ts";
import type { HeaderLine } from "#sip/message/message.ts";
import { parseUri } from "#sip/message/uri.ts";

const stranger: Speaker = { is: "stranger" };
const carrier: Speaker = {
  is: "trunk",
  trunk: trunk.parse({ id: "carrier", server: "192.0.2.10" }),
};

const uri = (text: string) => {
  const parsed = parseUri(text);
  assert.ok(parsed.ok);
  return parsed.value;
};

interface Case {
  readonly came?: readonly HeaderLine[];
  readonly speaker?: Speaker;
  readonly bound?: Bound;
  /** Where it was forwarded to, one after the other. */
  readonly to?: readonly string[];
}

/** What the last forwarding's branch says. */
function said({
  came = [],
  speaker = carrier,
  bound = "user",
  to = ["sip:ben@maple.example"],
}: Case) {
  const goesOn = forwardings("maple.example");
  const all = to.map((one) => goesOn([[target("ben")]], uri(one), { cause: 503, after: 480 }));
  const forwarded = all.at(-1)?.[0]?.[0]?.forwarded ?? [];
  const lines = historyLines(invite(came), speaker, { bound, forwarded });
  return Object.fromEntries(lines.map(({ name, text }) => [name, text]));
}

const first = "<sip:ada@maple.example?Reason=SIP%3Bcause%3D480>;index=1";
const history = (text: string): HeaderLine => ({ name: "History-Info", text });
const privacy = (text: string): HeaderLine => ({ name: "Privacy", text });

test("a call that is not forwarded says nothing, and keeps what it came with", () => {
  assert.deepEqual(said({ to: [], came: [history("<sip:eve@oak.example>;index=1")] }), {});
});

test("a forwarded call says whom it was for, why it went on, and whom it is for now", () => {
  assert.deepEqual(said({}), {
    "History-Info": `${first}, <sip:ben@maple.example;cause=503>;index=1.1;mp=1`,
    Diversion: "<sip:ada@maple.example>;reason=unavailable;counter=1",
  });
});

test("the second way is a sibling of the first; a number is an address of ours", () => {
  const { "History-Info": text } = said({ to: ["sip:ben@maple.example", "tel:+14165550100"] });
  assert.equal(
    text,
    `${first}, <sip:ben@maple.example;cause=503>;index=1.1;mp=1, <sip:+14165550100@maple.example;cause=503>;index=1.2;mp=1`,
  );
});

test("what others have noted stays; whom it is for here is not noted twice", () => {
  const noted = "<sip:eve@oak.example>;index=1, <sip:ada@maple.example;cause=302>;index=1.1;mp=1";
  const { "History-Info": text } = said({ came: [history(noted)] });
  assert.equal(
    text,
    "<sip:eve@oak.example>;index=1, <sip:ada@maple.example;cause=302?Reason=SIP%3Bcause%3D480>;index=1.1;mp=1, <sip:ben@maple.example;cause=503>;index=1.1.1;mp=1.1",
  );
});

test("a stranger's history is worth nothing", () => {
  const came = [
    history("<sip:president@oak.example>;index=1"),
    { name: "Diversion", text: "<sip:p@oak.example>" },
  ];
  const told = said({ came, speaker: stranger });
  assert.match(told["History-Info"] ?? "", /^<sip:ada@/);
  assert.doesNotMatch(told["Diversion"] ?? "", /oak/);
});

test("who asks that nobody learn of it gets that, but for a trunk, which is trusted", () => {
  for (const word of ["history", "header", "id;session"]) {
    assert.deepEqual(said({ came: [privacy(word)] }), { "History-Info": "", Diversion: "" }, word);
    assert.match(said({ came: [privacy(word)], bound: "trunk" })["History-Info"] ?? "", /ben/);
  }
  assert.match(said({ came: [privacy("id")] })["History-Info"] ?? "", /ben/);
});

test("however long a call wanders, its history ends somewhere", () => {
  const noted = Array.from({ length: 60 }, (_, i) => `<sip:u${i}@oak.example>;index=1`).join(", ");
  assert.equal((said({ came: [history(noted)] })["History-Info"] ?? "").split(", ").length, 20);
});
