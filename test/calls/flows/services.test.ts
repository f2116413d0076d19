/** RFC 5359 §2.1 to §2.6, §2.10, §2.11, §2.15 to §2.18: what telephones do with their calls. */
import assert from "node:assert/strict";
import { makeRequest } from "#sip/message/make.ts";
import type { CallId } from "#telephony/call/leg.ts";
import { type Person, serverHost } from "../../phones/person.ts";
import { replacing, type Talk } from "../../phones/talk.ts";
import type { Town } from "../../phones/town.ts";
import { hearAll, hearEachOther } from "../hearEachOther.ts";
import { number } from "../household.ts";
import { flow } from "./flow.ts";
import { flowHouse, type Talking, talking } from "./house.ts";
import { rfc5359 } from "./rfc5359.ts";

const alice = (talk: Talk) => ({ talk, says: 1000 });
const bob = (talk: Talk) => ({ talk, says: 440 });
const carol = (talk: Talk) => ({ talk, says: 800 });

/** Music: something, and nobody's tone. */
async function hearsMusic(town: Town, { voice }: Talk): Promise<void> {
  await town.runs(500);
  voice.forget();
  await town.runs(3000);
  assert.ok(voice.level() > 0.005, `something is heard: ${voice.level()}`);
  for (const tone of [440, 800]) assert.ok(voice.share(tone) < 0.2, `not ${tone} Hz`);
}

async function endsWithAlice({ town, caller }: Talking): Promise<Town> {
  caller.hangsUp();
  await town.runs(1000);
  return town;
}

for (const section of ["2.1", "2.3"])
  flow(rfc5359, section, async () => {
    const call = await talking();
    const { town, caller, called } = call;
    called.holds();
    await town.runs(500);
    const sent = called.voice.packets;
    await hearsMusic(town, caller);
    assert.equal(called.voice.packets, sent, "nothing is sent to who holds");
    called.resumes();
    await town.runs(500);
    await hearEachOther(town, alice(caller), bob(called));
    return endsWithAlice(call);
  });

flow(rfc5359, "2.2", async () => {
  const call = await talking();
  const { town, caller, called, bob: desk, carol: third } = call;
  called.holds();
  await town.runs(500);
  const second = await desk.calls("6135550199");
  await town.runs(1000);
  third.talk.lifts();
  await town.runs(500);
  await hearEachOther(town, bob(second), carol(third.talk));
  await hearsMusic(town, caller);
  second.hangsUp();
  await town.runs(500);
  called.resumes();
  await town.runs(500);
  await hearEachOther(town, alice(caller), bob(called));
  return endsWithAlice(call);
});

flow(rfc5359, "2.4", async () => {
  const call = await talking({ phones: ["alice"], outside: ["bob", "carol"] });
  const { town, caller, called, carol: third } = call;
  called.transfers("sip:6135550199@192.0.2.1");
  await town.runs(2000);
  third.talk.lifts();
  await town.runs(500);
  assert.equal(called.notices.at(-1), "SIP/2.0 200 OK terminated");
  called.hangsUp();
  await town.runs(500);
  await hearEachOther(town, alice(caller), carol(third.talk));
  return endsWithAlice(call);
});

flow(rfc5359, "2.5", async () => {
  const call = await talking();
  const { town, caller, called, bob: desk, carol: third } = call;
  called.holds();
  await town.runs(500);
  const second = await desk.calls("6135550199");
  await town.runs(1000);
  third.talk.lifts();
  await town.runs(500);
  second.holds();
  await town.runs(500);
  called.transfers(second);
  await town.runs(500);
  called.hangsUp();
  await town.runs(500);
  await hearEachOther(town, alice(caller), carol(third.talk));
  return endsWithAlice(call);
});

flow(rfc5359, "2.10", async () => {
  const { town, caller, called, bob: desk, carol: third } = await talking();
  called.holds();
  await town.runs(500);
  const second = await desk.calls("6135550199");
  await town.runs(1000);
  third.talk.lifts();
  await town.runs(500);
  const [two, one] = town.server.book.live().map(({ id }) => id as CallId);
  assert.ok(one && two && town.server.desk.inHand.conferences.join(one, two));
  await hearAll(town, [alice(caller), bob(second), carol(third.talk)]);
  second.hangsUp();
  called.hangsUp();
  await town.runs(1000);
  return town;
});

flow(rfc5359, "2.11", async () => {
  const { town, phone } = await flowHouse({ phones: ["bob", "carol", "dan"] });
  const talks: Talk[] = [];
  for (const name of ["bob", "dan", "carol"]) {
    talks.push(await phone(name).calls("*89"));
    await town.runs(1000);
  }
  const [one, two, three] = talks as [Talk, Talk, Talk];
  await hearAll(town, [bob(one), { talk: two, says: 560 }, { talk: three, says: 500 }]);
  for (const talk of talks) talk.hangsUp();
  await town.runs(1000);
  return town;
});

flow(rfc5359, "2.15", async () => {
  const { town, caller, called, bob: desk, phone } = await talking({ phones: ["bob", "carol"] });
  called.holds();
  await town.runs(500);
  const code = await desk.calls("*84");
  await town.runs(8000);
  assert.ok(called.isOver && code.told.includes("accepted"));
  await hearsMusic(town, caller);
  const heir = await phone("carol").calls("*85");
  await town.runs(1000);
  await hearEachOther(town, alice(caller), { talk: heir, says: 500 });
  caller.hangsUp();
  await town.runs(1000);
  return town;
});

flow(rfc5359, "2.16", async () => {
  const { town, alice: outside, phone } = await flowHouse({ phones: ["bob", "bill"] });
  const caller = await outside.calls(number);
  await town.runs(2000);
  const heir = await phone("bill").calls("*85");
  await town.runs(1000);
  assert.ok(phone("bob").talk.isOver, "Bob's telephone rings no more");
  await hearEachOther(town, alice(caller), { talk: heir, says: 500 });
  caller.hangsUp();
  await town.runs(1000);
  return town;
});

/** An instant message (RFC 3428) and what the server says to it. */
function writes({ agent, name }: Person, to: string, text: string): Promise<number | undefined> {
  const hops = [{ protocol: "UDP" as const, remote: { host: serverHost, port: 5060 } }];
  const uri = `sip:${to}@${serverHost}`;
  const headers = [
    { name: "From", text: `<sip:${name}@${serverHost}>;tag=writes` },
    { name: "To", text: `<${uri}>` },
    { name: "Call-ID", text: "instant" },
    { name: "CSeq", text: "1 MESSAGE" },
    { name: "Max-Forwards", text: "70" },
    { name: "Content-Type", text: "text/plain" },
  ];
  const body = new TextEncoder().encode(text);
  const make = () => makeRequest({ method: "MESSAGE", uri, headers, body });
  return new Promise((told) => {
    agent.ask({ destination: { to: "hops", hops }, make }, (answer) =>
      told(answer.on === "response" ? answer.response.status : undefined),
    );
  });
}

flow(rfc5359, "2.6", async () => {
  const outside = ["alice", "nobody"] as const;
  const call = await talking({ phones: ["bob", "carol"], outside });
  const { town, caller, called, bob: desk, phone } = call;
  const told = writes(desk, "carol", "Alice is here for you");
  await town.runs(500);
  assert.equal(await told, 405);
  await hearEachOther(town, alice(caller), bob(called));
  const heir = await phone("carol").calls("bob", { extra: [replacing(called)] });
  await town.runs(1000);
  assert.ok(called.isOver);
  await hearEachOther(town, alice(caller), { talk: heir, says: 500 });
  return endsWithAlice(call);
});

/** Own telephone and then the other are lifted, hear each other, and the other hangs up. */
async function bothLift(town: Town, own: Person, other: Person): Promise<Town> {
  const { talk } = own;
  talk.lifts();
  await town.runs(1000);
  other.talk.lifts();
  await town.runs(1000);
  await hearEachOther(town, bob(talk), carol(other.talk));
  other.talk.hangsUp();
  await town.runs(1000);
  return town;
}

flow(rfc5359, "2.17", async () => {
  const house = await flowHouse({ phones: ["alice"], outside: ["nobody", "bob"] });
  const { town, phone, carol: far } = house;
  const desk = phone("alice");
  far.manner = { refuses: 486 };
  await desk.calls("6135550177");
  await town.runs(1000);
  const service = await desk.calls("*66");
  await town.runs(20_000);
  assert.ok(service.isOver, "a voice has said that it will be tried");
  far.manner = "rings";
  await town.runs(30_000);
  return bothLift(town, desk, far);
});

flow(rfc5359, "2.18", async () => {
  const { town, phone, carol: far } = await flowHouse();
  town.server.placeCall("bob", "6135550199");
  await town.runs(1000);
  return bothLift(town, phone("bob"), far);
});
