import assert from "node:assert/strict";
import { test } from "node:test";
import { utf8 } from "#kit/bytes.ts";
import { ok } from "#kit/result.ts";
import { minutes, seconds } from "#kit/time.ts";
import type { UserAgentOptions } from "#sip/agent/layeredAgent.ts";
import { newUserAgent } from "#sip/agent/newUserAgent.ts";
import { hop, line, sdp, type TownOptions, twoAgents } from "#sip/agent/twoAgents.ts";
import { Wire } from "#sip/agent/wire.ts";
import { makeRequest } from "#sip/message/make.ts";
import type { HeaderLine, SipRequest } from "#sip/message/message.ts";
import { respond } from "#sip/message/response.ts";
import { nodeCrypto } from "#world/node/nodeCrypto.ts";
import { memoryLog } from "#world/sim/memoryLog.ts";
import { seededRandom } from "#world/sim/seededRandom.ts";
import { VirtualClock } from "#world/sim/virtualClock.ts";

function town(options: TownOptions = {}) {
  const clock = new VirtualClock();
  const ground = { clock, random: seededRandom, crypto: nodeCrypto, log: memoryLog() };
  return { clock, ...twoAgents(ground, options) };
}

/** After all timers nobody holds anything. */
function allQuiet({ clock, ada, bea }: ReturnType<typeof town>): void {
  clock.runs(minutes(3));
  assert.equal(ada.agent.idle(), true, "ada is idle");
  assert.equal(bea.agent.idle(), true, "bea is idle");
  ada.agent.close();
  bea.agent.close();
}

/* Messages of nobody's. */

/** Sends a bare request to bea and gives back the status lines of what she answers. */
function asked(
  method: string,
  lines: readonly HeaderLine[] = [],
  options: Partial<UserAgentOptions> = {},
) {
  const all = town({ bea: options });
  const answers: { status: number; allow: string | undefined; more: readonly HeaderLine[] }[] = [];
  const make = (): SipRequest =>
    makeRequest({
      method,
      uri: "sip:bea@bea",
      headers: [
        line("Max-Forwards", "70"),
        line("From", "<sip:ada@ada>;tag=x"),
        ...(lines.some(({ name }) => name === "To") ? [] : [line("To", "<sip:bea@bea>")]),
        line("Call-ID", "alone"),
        line("CSeq", `1 ${method}`),
        ...lines,
      ],
    });
  all.ada.agent.ask({ destination: { to: "hops", hops: [hop("bea")] }, make }, (answer) => {
    if (answer.on === "response")
      answers.push({
        status: answer.response.status,
        allow: answer.response.lines("Allow")[0],
        more: answer.response.headers,
      });
  });
  all.clock.runs(seconds(40));
  return { ...all, answers };
}

const theirTag = line("To", "<sip:bea@bea>;tag=old");
const contact = line("Contact", "<sip:ada@ada>");
const singles: readonly [what: string, method: string, lines: HeaderLine[], status: number][] = [
  ["OPTIONS is told what we can do", "OPTIONS", [], 200],
  ["a method that nobody serves is 405", "REGISTER", [], 405],
  ["a BYE without a dialog is 481", "BYE", [theirTag], 481],
  ["an INVITE within a dialog that is gone is 481", "INVITE", [theirTag, contact], 481],
  ["an extension that we do not know is 420", "OPTIONS", [line("Require", "teleport")], 420],
  [
    "a session interval too short is 422",
    "INVITE",
    [contact, line("Supported", "timer"), line("Session-Expires", "30")],
    422,
  ],
  [
    "Replaces of a dialog that is not ours is 481",
    "INVITE",
    [contact, line("Replaces", "c;to-tag=a;from-tag=b")],
    481,
  ],
];
for (const [what, method, lines, status] of singles)
  test(what, () => {
    const { answers } = asked(method, lines);
    assert.deepEqual(
      answers.map((answer) => answer.status),
      [status],
    );
  });

test("a 405 and an OPTIONS name the methods, served ones too", () => {
  assert.match(asked("PUBLISH").answers[0]?.allow ?? "", /INVITE, ACK/);
  assert.match(asked("OPTIONS").answers[0]?.allow ?? "", /PRACK, UPDATE/);
});

test("a served method goes to who serves it", () => {
  const all = town();
  all.bea.agent.serve("MESSAGE", (transaction) =>
    transaction.answer(respond(transaction.request, 202)),
  );
  const statuses: number[] = [];
  all.ada.agent.ask(
    {
      destination: { to: "hops", hops: [hop("bea")] },
      make: () =>
        makeRequest({
          method: "MESSAGE",
          uri: "sip:bea@bea",
          headers: [
            line("Max-Forwards", "70"),
            line("From", "<sip:ada@ada>;tag=x"),
            line("To", "<sip:bea@bea>"),
            line("Call-ID", "m"),
            line("CSeq", "1 MESSAGE"),
          ],
        }),
    },
    (answer) => statuses.push(answer.on === "response" ? answer.response.status : 0),
  );
  all.clock.runs(seconds(1));
  assert.deepEqual(statuses, [202]);
  allQuiet(all);
});

test("one source may hold only so many sessions: 503, come later", () => {
  const all = town({ bea: { sessionsPerSource: 1 } });
  const { clock, ada, bea, calls } = all;
  const first = calls(ada);
  clock.runs(seconds(1));
  ada.heard.length = 0;
  calls(ada);
  clock.runs(seconds(1));
  assert.deepEqual(ada.heard, ["refused 503", "over refused"]);
  first.perform({ do: "end" });
  clock.runs(seconds(1));
  ada.heard.length = 0;
  const third = calls(ada);
  clock.runs(seconds(1));
  assert.deepEqual(ada.heard, ["proceeding"]);
  assert.notEqual(bea.session?.callId, first.callId);
  third.perform({ do: "end" });
  allQuiet(all);
});

test("§13.2.2.4 who waits for late forks takes nobody's place, and not for ever", () => {
  const all = town({ ada: { sessions: 1, lingering: 2 } });
  const { clock, ada, calls } = all;
  for (let call = 0; call < 4; call++) {
    const session = calls(ada);
    clock.runs(seconds(1));
    all.bea.session?.perform({ do: "accept", body: sdp("answer") });
    clock.runs(seconds(1));
    session.perform({ do: "end" });
    clock.runs(seconds(1));
  }
  const rung: string[] = [];
  ada.agent.invites(({ session }) => {
    rung.push(session.callId);
    session.perform({ do: "refuse", status: 486 });
  });
  const back = all.bea.agent.call({
    uri: "sip:ada@ada",
    from: "<sip:bea@bea>",
    to: "<sip:ada@ada>",
    destination: () => ({ to: "hops", hops: [hop("ada")] }),
    contactUser: "bea",
    body: sdp("offer"),
  });
  clock.runs(seconds(1));
  assert.deepEqual(rung, [back.callId]);
  allQuiet(all);
});

test("§8.2.2.2 the same INVITE by another way is 482", () => {
  const all = town();
  const { clock, wire, ada, calls } = all;
  const twin = wire.end("proxy");
  const session = calls(ada);
  clock.runs(seconds(1));
  const copy = all.bea.session?.invite();
  assert.ok(copy);
  const text = new TextDecoder()
    .decode(copy.bytes)
    .replace(/branch=z9hG4bK\w/, "branch=z9hG4bKother");
  twin.send(utf8(text), {
    protocol: "UDP",
    local: { host: "proxy", port: 5060 },
    remote: { host: "bea", port: 5060 },
  });
  clock.runs(seconds(1));
  assert.match(wire.ladder.at(-1) ?? "", /bea 482/);
  session.perform({ do: "end" });
  allQuiet(all);
});

test("RFC 3891: an INVITE with Replaces names the live session it replaces", () => {
  const all = town();
  const { clock, ada, bea, calls } = all;
  calls(ada);
  clock.runs(seconds(1));
  const old = bea.session;
  old?.perform({ do: "accept", body: sdp("answer") });
  clock.runs(seconds(1));
  const replaces = `${old?.callId};to-tag=${old?.localTag};from-tag=${old?.remoteTag()}`;
  calls(ada, { extra: [line("Replaces", replaces)] });
  clock.runs(seconds(1));
  assert.notEqual(bea.session, old);
  assert.equal(bea.incoming?.replaces, old);
  bea.session?.perform({ do: "accept", body: sdp("answer") });
  old?.perform({ do: "end" });
  clock.runs(seconds(1));
  bea.session?.perform({ do: "end" });
  allQuiet(all);
});

test("the Contact says where we are, and by which transport", () => {
  const clock = new VirtualClock();
  const wire = new Wire(clock);
  const contacts = (["UDP", "TCP", "TLS", "WSS"] as const).map((protocol) => {
    const agent = newUserAgent({
      transports: wire.end("ada", protocol),
      locate: (_uri, then) => then(ok([{ ...hop("bea"), protocol }])),
      clock,
      random: seededRandom(1),
      crypto: nodeCrypto,
      log: memoryLog(),
    });
    const session = agent.call({
      uri: "sip:bea@bea",
      from: "<sip:ada@ada>",
      to: "<sip:bea@bea>",
      destination: () => ({ to: "hops", hops: [{ ...hop("bea"), protocol }] }),
      contactUser: "ada",
    });
    clock.runs(seconds(1));
    const contact = session.invite()?.lines("Contact")[0];
    agent.close();
    return contact;
  });
  assert.deepEqual(contacts, [
    "<sip:ada@ada:5060>",
    "<sip:ada@ada:5060;transport=tcp>",
    "<sip:ada@ada:5060;transport=tls>",
    "<sip:ada@ada:5060;transport=wss>",
  ]);
});

test("traffic shows both directions with the Call-ID", () => {
  const all = town();
  const seen: string[] = [];
  all.ada.agent.traffic(({ direction, text, callId }) =>
    seen.push(`${direction} ${text} ${callId === all.ada.session?.callId}`),
  );
  const session = all.calls(all.ada);
  all.clock.runs(seconds(1));
  session.perform({ do: "end" });
  all.clock.runs(seconds(1));
  assert.deepEqual(seen.slice(1, 3), ["in 100 Trying true", "out CANCEL true"]);
  allQuiet(all);
});
