import assert from "node:assert/strict";
import { test } from "node:test";
import type { ServerTransaction } from "#sip/agent/transactions.ts";
import { makeRequest } from "#sip/message/make.ts";
import type { SipResponse } from "#sip/message/message.ts";
import { respond } from "#sip/message/response.ts";
import type { Person } from "../phones/person.ts";
import { serverHost } from "../phones/person.ts";
import { Town } from "../phones/town.ts";
import { number, settingsOf } from "./household.ts";

/** A phone with a lamp: what it was told, as `state: Voice-Message line`. */
function lamp(phone: Person, status = 200): string[] {
  const told: string[] = [];
  phone.agent.serve("NOTIFY", (asked: ServerTransaction) => {
    const body = new TextDecoder().decode(asked.request.body);
    const line = /^Voice-Message: (.*)\r$/m.exec(body)?.[1] ?? body;
    const state = asked.request.lines("Subscription-State")[0]?.split(";")[0];
    told.push(`${state}: ${line}`);
    asked.answer(respond(asked.request, status));
  });
  return told;
}

const hop = { protocol: "UDP", remote: { host: serverHost, port: 5060 } } as const;

function subscribe(
  phone: Person,
  expires: number,
  event = "message-summary",
): Promise<SipResponse> {
  return new Promise((resolve) =>
    phone.agent.ask(
      {
        destination: { to: "hops", hops: [hop] },
        login: { user: phone.name, password: "a-long-secret" },
        make: (way, credentials) =>
          makeRequest({
            method: "SUBSCRIBE",
            uri: `sip:${phone.name}@${serverHost}`,
            headers: [
              { name: "Max-Forwards", text: "70" },
              { name: "From", text: `<sip:${phone.name}@${serverHost}>;tag=f1` },
              { name: "To", text: `<sip:${phone.name}@${serverHost}>` },
              { name: "Call-ID", text: `sub-${expires}-${event}` },
              { name: "CSeq", text: `${credentials.length + 1} SUBSCRIBE` },
              { name: "Contact", text: `<sip:${phone.name}@${way.own.host}:${way.own.port}>` },
              { name: "Event", text: event },
              { name: "Expires", text: `${expires}` },
              ...credentials,
            ],
          }),
      },
      (answer) => answer.on === "response" && resolve(answer.response),
    ),
  );
}

async function house() {
  const town = await Town.open(settingsOf([{ do: "mailbox" }]));
  const carrier = await town.person("carrier", "192.0.2.10", 1000);
  const kitchen = await town.person("kitchen", "192.0.2.21", 440);
  return { town, carrier, kitchen };
}

async function leaveMessage(town: Town, carrier: Person): Promise<void> {
  const call = await carrier.calls(number);
  await town.runs(20_000);
  call.hangsUp();
  await town.runs(2000);
}

test("a phone that registers is told whether messages wait, and whenever it changes", async () => {
  const { town, carrier, kitchen } = await house();
  const told = lamp(kitchen);
  kitchen.registers("a-long-secret");
  await town.runs(1000);
  assert.deepEqual(told, ["active: 0/0 (0/0)"]);
  await leaveMessage(town, carrier);
  assert.deepEqual(told.slice(1), ["active: 1/0 (0/0)"]);
  const [message] = town.server.messages.all();
  assert.ok(message);
  await town.server.messages.mark(message.id, true);
  await town.runs(1000);
  assert.deepEqual(told.slice(2), ["active: 0/1 (0/0)"]);
  await town.mustBeIdle();
});

test("a phone that refuses to be told is asked once", async () => {
  const { town, carrier, kitchen } = await house();
  const told = lamp(kitchen, 489);
  kitchen.registers("a-long-secret");
  await town.runs(1000);
  await leaveMessage(town, carrier);
  assert.equal(told.length, 1);
  await town.mustBeIdle();
});

test("a phone that subscribes is told in its dialog, until the subscription ends", async () => {
  const { town, carrier, kitchen } = await house();
  const told = lamp(kitchen);
  const asked = subscribe(kitchen, 60);
  await town.runs(1000);
  assert.equal((await asked).status, 200);
  assert.deepEqual(told, ["active: 0/0 (0/0)"]);
  await leaveMessage(town, carrier);
  assert.deepEqual(told.slice(1), ["active: 1/0 (0/0)"]);
  await town.runs(60_000);
  assert.deepEqual(told.slice(2), ["terminated: 1/0 (0/0)"]);
  await town.mustBeIdle();
});

test("another event is refused with what there is", async () => {
  const { town, kitchen } = await house();
  const asked = subscribe(kitchen, 60, "dialog");
  await town.runs(1000);
  const answer = await asked;
  assert.deepEqual([answer.status, answer.lines("Allow-Events")], [489, ["message-summary"]]);
  await town.mustBeIdle();
});
