/** RFC 3665 §2: Bob registers at the exchange. */
import assert from "node:assert/strict";
import type { SipResponse } from "#sip/message/message.ts";
import { user } from "../../exchange/village.ts";
import { flow } from "./flow.ts";
import { Proxies } from "./proxies.ts";
import { type Registers, Registrant } from "./registrant.ts";
import { rfc3665 } from "./rfc3665.ts";

const domain = "maple.example";
const host = "192.0.2.1";
const desk = "<sip:bob@192.0.2.20>";
const elsewhere = "<sip:bob@192.0.2.21>";

async function stage(login = { user: "bob", password: "password-of-bob" }) {
  const town = new Proxies();
  await town.exchange("exchange", host, {
    domains: [domain],
    users: [user("bob")],
  });
  const bob = await town.person({ name: "bob", host: "192.0.2.20", tone: 440 });
  const registrant = new Registrant(bob, login, { host, domain });
  const answers: SipResponse[] = [];
  const registers = async (wishes: Registers): Promise<SipResponse> => {
    registrant.registers(wishes, (response) => answers.push(response));
    await town.runs(1000);
    const answer = answers.at(-1);
    assert.ok(answer, "it is answered");
    return answer;
  };
  return { town, registers };
}

/** The desk is registered, and has been asked for the password already. */
async function registered() {
  const bob = await stage();
  await bob.registers({ contact: desk, expires: 3600 });
  await bob.registers({ contact: desk, expires: 3600 });
  bob.town.begins();
  return bob;
}

const contacts = (response: SipResponse): readonly string[] =>
  response
    .lines("Contact")
    .flatMap((text) => text.match(/sip:[^>]+/g) ?? [])
    .toSorted();

flow(rfc3665, "2.1", async () => {
  const { town, registers } = await stage();
  const asked = await registers({ contact: desk, expires: 3600 });
  assert.match(asked.lines("WWW-Authenticate").join(), /realm="maple.example"/);
  const answer = await registers({ contact: desk, expires: 3600 });
  assert.match(answer.lines("Contact").join(), /<sip:bob@192\.0\.2\.20>;expires=3600/);
  return town;
});

flow(rfc3665, "2.2", async () => {
  const { town, registers } = await registered();
  const answer = await registers({ contact: elsewhere, expires: 3600 });
  assert.deepEqual(contacts(answer), ["sip:bob@192.0.2.20", "sip:bob@192.0.2.21"]);
  return town;
});

flow(rfc3665, "2.3", async () => {
  const { town, registers } = await registered();
  const answer = await registers({});
  assert.deepEqual(contacts(answer), ["sip:bob@192.0.2.20"]);
  return town;
});

flow(rfc3665, "2.4", async () => {
  const { town, registers } = await registered();
  const answer = await registers({ contact: "*", expires: 0 });
  assert.deepEqual([answer.status, contacts(answer)], [200, []]);
  return town;
});

flow(rfc3665, "2.5", async () => {
  const refused = async (name: string): Promise<[Proxies, readonly string[]]> => {
    const { town, registers } = await stage({ user: name, password: "a wrong one" });
    await registers({ contact: desk });
    const answer = await registers({ contact: desk });
    assert.equal(answer.status, 401);
    const challenges = answer
      .lines("WWW-Authenticate")
      .map((text) => text.replace(/nonce="[^"]*"/, ""));
    return [town, [answer.reason, ...challenges]];
  };
  const [town, told] = await refused("bob");
  const [other, toldNobody] = await refused("nobody");
  assert.deepEqual(toldNobody, told, "and nobody learns whether there is a Bob");
  await other.mustBeIdle();
  return town;
});
