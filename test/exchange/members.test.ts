import assert from "node:assert/strict";
import { test } from "node:test";
import { fromUtf8 } from "#kit/bytes.ts";
import { makeRequest } from "#sip/message/make.ts";
import { serverHost } from "../phones/person.ts";
import {
  domain,
  exchangeSettings,
  memberSettings,
  numbers,
  ring,
  user,
  Village,
} from "./village.ts";

/* Claim 21: one exchange, users whose own servers decide, and the same caller who hears the difference. */

const mailbox = [{ do: "mailbox" }];

async function village() {
  const town = await Village.open(exchangeSettings());
  const ada = await town.member("ada", "192.0.2.31", memberSettings("ada", numbers.ada, ring));
  const ben = await town.member("ben", "192.0.2.32", memberSettings("ben", numbers.ben, mailbox));
  const desk = await town.desk(ada, 440);
  const carrier = await town.person("carrier", "192.0.2.10", 1000);
  return { town, ada, ben, desk, carrier };
}

test("the same caller dials two users and gets what each of their own servers decides", async () => {
  const { town, ada, ben, desk, carrier } = await village();
  const call = await carrier.calls(numbers.ada);
  await town.runs(3000);
  assert.equal(desk.talks.length, 1, "Ada's telephone rings");
  desk.talk.lifts();
  await town.runs(2000);
  assert.ok(call.voice.share(440) > 0.9, "the caller hears Ada's desk");
  assert.ok(desk.talk.voice.share(1000) > 0.9, "and Ada the caller");
  call.hangsUp();
  await town.runs(1000);
  assert.deepEqual(desk.talk.told.slice(-2), ["bye", "over bye"]);

  const other = await carrier.calls(numbers.ben);
  await town.runs(25_000);
  other.hangsUp();
  await town.runs(1000);
  assert.equal(desk.talks.length, 1, "nothing rings at Ada's");
  const [[forAda], [forBen]] = [ada, ben].map(({ server }) =>
    server.parts.store.calls.page(undefined, 5).items.map(({ record }) => record.outcome),
  ) as [[string], [string]];
  assert.deepEqual([forAda, forBen], ["answered", "message"]);
  await town.mustBeIdle();
});

test("an owner's change is in force at the next call; the exchange neither knows nor restarts", async () => {
  const { town, ben, carrier } = await village();
  const phone = await town.desk(ben, 600);
  const before = JSON.stringify(exchangeSettings());
  await ben.server.parts.settings.change(
    (now) => ({ ...(now as object), rules: [{ id: "all", when: { is: "always" }, then: ring }] }),
    "owner",
  );
  const call = await carrier.calls(numbers.ben);
  await town.runs(3000);
  phone.talk.lifts();
  await town.runs(2000);
  assert.ok(call.voice.share(600) > 0.9, "now it rings at Ben's");
  assert.equal(JSON.stringify(exchangeSettings()), before);
  phone.talk.hangsUp();
  await town.runs(1000);
  assert.deepEqual(call.told.slice(-2), ["bye", "over bye"]);
  await town.mustBeIdle();
});

test("the member is told which number was called, by a header that nobody else can forge", async () => {
  const { town, ada, desk, carrier } = await village();
  const call = await carrier.calls(numbers.ada);
  await town.runs(1000);
  call.hangsUp();
  await town.runs(1000);
  const invite = ada.packets
    .map(({ data }) => fromUtf8(data))
    .find((text) => text.startsWith("INVITE ") && text.includes("192.0.2.10"));
  assert.match(invite ?? "", /\r\nP-Called-Party-ID: <sip:\+16135550101@192\.0\.2\.1>\r\n/);
  assert.match(invite ?? "", /\r\nMax-Forwards: 69\r\n/);
  assert.equal(desk.talk.isOver, true, "a caller who gives up stops the ringing");
  await town.mustBeIdle();
});

test("members call each other by extension; the called sees a number that is proved", async () => {
  const town = await Village.open(exchangeSettings());
  const ada = await town.member("ada", "192.0.2.31", memberSettings("ada", numbers.ada, ring));
  const desk = await town.desk(ada, 440);
  const bare = await town.bare("ben", "192.0.2.42", 600);
  const call = await desk.calls("202");
  await town.runs(3000);
  const ringing = bare.talk;
  assert.deepEqual(ringing.incoming?.request.lines("P-Asserted-Identity"), [
    `<sip:${numbers.ada}@${domain}>`,
  ]);
  assert.deepEqual(ringing.incoming?.request.lines("Route"), [], "ours, of its Service-Route");
  ringing.lifts();
  await town.runs(2000);
  assert.ok(call.voice.share(600) > 0.9);
  call.hangsUp();
  await town.runs(1000);
  await town.mustBeIdle();
});

test("a user with two servers: both ring, one lifts, the other is told who did", async () => {
  const { town, carrier } = await village();
  const [one, two] = [
    await town.bare("ben", "192.0.2.42", 600),
    await town.bare("ben", "192.0.2.43", 700),
  ];
  const call = await carrier.calls(numbers.ben);
  await town.runs(500);
  assert.deepEqual([one.talks.length, two.talks.length], [1, 1]);
  one.talk.lifts();
  await town.runs(1500);
  assert.deepEqual(two.talk.told, ["cancelled", "over cancelled"]);
  assert.deepEqual(two.talk.reasons, ['SIP;cause=200;text="Call completed elsewhere"']);
  call.hangsUp();
  await town.runs(1000);
  await town.mustBeIdle();
});

test("nobody is in: 480; there is no such user: a stranger hears the same", async () => {
  const town = await Village.open(exchangeSettings());
  const stranger = await town.person("stranger", "198.51.100.7", 1000);
  const told = async (to: string): Promise<readonly string[]> => {
    const call = await stranger.calls(`sip:${to}@${domain}`);
    await town.runs(1000);
    return call.told;
  };
  const absent = await told("ada");
  assert.deepEqual(absent, ["refused 480", "over refused"]);
  assert.deepEqual(await told("nobody"), absent);
  assert.deepEqual(await told("+14165550100"), absent, "and nobody is called out for");
  const foreign = await stranger.calls("sip:bob@pine.example");
  await town.runs(1000);
  assert.deepEqual(foreign.told, ["refused 403", "over refused"], "no relay");
  await town.mustBeIdle();
});

test("who writes our domain into From must prove it, and is nobody else", async () => {
  const town = await Village.open(exchangeSettings());
  const ben = await town.bare("ben", "192.0.2.42", 600);
  const call = await ben.calls("ada", { from: "ada" });
  await town.runs(1000);
  assert.deepEqual(call.told, ["refused 403", "over refused"]);
  ben.login = undefined;
  const without = await ben.calls("ada", { from: "ada" });
  assert.ok(without);
  await town.runs(1000);
  await town.mustBeIdle();
});

test("calls out go by the trunk, as far as the user's tier goes", async () => {
  const { town, desk, carrier } = await village();
  const call = await desk.calls("+14165550100");
  await town.runs(3000);
  assert.equal(carrier.talk.incoming?.request.uriText, "sip:+14165550100@192.0.2.10");
  assert.deepEqual(carrier.talk.incoming?.request.lines("P-Asserted-Identity"), [
    `<sip:${numbers.ada}@${domain}>`,
  ]);
  assert.deepEqual(carrier.talk.incoming?.request.lines("Proxy-Authorization"), []);
  carrier.talk.lifts();
  await town.runs(2000);
  assert.ok(call.voice.share(1000) > 0.9);
  carrier.talk.hangsUp();
  await town.runs(1000);
  assert.deepEqual(call.told.slice(-2), ["bye", "over bye"]);
  const abroad = await desk.calls("+4930123456");
  await town.runs(3000);
  assert.equal(carrier.talks.length, 1, "nothing goes abroad");
  abroad.hangsUp();
  await town.runs(1000);
  await town.mustBeIdle();
});

test("a Route that the caller wrote leads nowhere: the tier and the trunk's prefixes stand", async () => {
  const { town, carrier } = await village();
  const bare = await town.bare("ben", "192.0.2.42", 600);
  const answers: number[] = [];
  const remote = { host: serverHost, port: 5060 };
  for (const [i, route] of ["<sip:+4930123456@192.0.2.10>", "<sip:192.0.2.66;lr>"].entries())
    bare.agent.ask(
      {
        destination: { to: "hops", hops: [{ protocol: "UDP", remote }] },
        login: bare.login ?? { user: "", password: "" },
        make: (_, credentials) =>
          makeRequest({
            method: "MESSAGE",
            uri: `sip:+14165550100@${domain}`,
            headers: [
              { name: "Route", text: route },
              { name: "From", text: `<sip:ben@${domain}>;tag=b` },
              { name: "To", text: `<sip:+14165550100@${domain}>` },
              { name: "Call-ID", text: `routed-${i}` },
              { name: "CSeq", text: `${credentials.length + 1} MESSAGE` },
              { name: "Max-Forwards", text: "70" },
              ...credentials,
            ],
          }),
      },
      (answer) => answers.push(answer.on === "response" ? answer.response.status : 0),
    );
  await town.runs(3000);
  assert.deepEqual(answers, [403, 403]);
  assert.equal(carrier.talks.length, 0);
  await town.mustBeIdle();
});

test("a redirection by the user's own server is followed where the user wishes so", async () => {
  const users = [
    user("ada", { numbers: [numbers.ada] }),
    user("ben", { numbers: [numbers.ben], followsRedirections: true }),
  ];
  const town = await Village.open(exchangeSettings({ users }));
  const ada = await town.bare("ada", "192.0.2.41", 440);
  const ben = await town.bare("ben", "192.0.2.42", 600);
  ben.manner = "nothing";
  const carrier = await town.person("carrier", "192.0.2.10", 1000);
  const call = await carrier.calls(numbers.ben);
  await town.runs(500);
  ben.talk.session?.perform({
    do: "refuse",
    status: 302,
    extra: [{ name: "Contact", text: `<sip:ada@${domain}>` }],
  });
  await town.runs(500);
  assert.equal(ada.talks.length, 1, "Ada's rings");
  ada.talk.lifts();
  await town.runs(1500);
  assert.ok(call.voice.share(440) > 0.9);
  call.hangsUp();
  await town.runs(1000);
  await town.mustBeIdle();
});
