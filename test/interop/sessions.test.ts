import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { UserAgentOptions } from "#sip/agent/layeredAgent.ts";
import type { Body } from "#sip/session/session.ts";
import { offerWith } from "../phones/offer.ts";
import { type RealAgent, realAgent } from "./realAgent.ts";
import { noSipp, type Sipp, sipp } from "./sipp.ts";

/* Whole sessions with SIPp at the other end, over real sockets. */

const skip = noSipp() ?? false;

const sdp = (direction = "sendrecv"): Body => offerWith(`a=${direction}`);
const text = (body: Body | undefined): string => new TextDecoder().decode(body?.content);

async function agentFor(t: TestContext, options?: Partial<UserAgentOptions>): Promise<RealAgent> {
  const ada = await realAgent(options);
  t.after(() => ada.close());
  return ada;
}

/** The scenario went as written. */
async function wentWell({ ended }: Sipp, { ladder }: RealAgent): Promise<void> {
  const { code, report } = await ended;
  assert.equal(code, 0, `${report}\n${ladder.join("\n")}`);
}

test("SIPp calls in, talks and hangs up", { skip }, async (t) => {
  const ada = await agentFor(t);
  const called = ada.isCalled();
  const bea = await sipp("callsIn", { calls: ada.port });
  const { session, told, until } = await called;
  session.perform({ do: "progress", status: 180 });
  session.perform({ do: "accept", body: sdp() });
  await until("over");
  await wentWell(bea, ada);
  assert.deepEqual(
    told.map(({ on }) => on),
    ["acknowledged", "bye", "over"],
  );
});

test("SIPp calls in and is hung up on", { skip }, async (t) => {
  const ada = await agentFor(t);
  const called = ada.isCalled();
  const bea = await sipp("callsAndIsEnded", { calls: ada.port });
  const { session, until } = await called;
  session.perform({ do: "accept", body: sdp() });
  await until("acknowledged");
  session.perform({ do: "end" });
  await wentWell(bea, ada);
});

test("SIPp leaves the offer to us: its answer comes in the ACK", { skip }, async (t) => {
  const ada = await agentFor(t);
  const called = ada.isCalled();
  const bea = await sipp("offersNothing", { calls: ada.port });
  const { session, until } = await called;
  session.perform({ do: "accept", body: sdp() });
  const { body } = await until("acknowledged");
  assert.match(text(body), /m=audio/);
  await until("over");
  await wentWell(bea, ada);
});

test("SIPp puts us on hold by re-INVITE", { skip }, async (t) => {
  const ada = await agentFor(t);
  const called = ada.isCalled();
  const bea = await sipp("holds", { calls: ada.port });
  const { session, until } = await called;
  session.perform({ do: "accept", body: sdp() });
  const { body } = await until("offered");
  assert.match(text(body), /a=sendonly/);
  session.perform({ do: "answer", body: sdp("recvonly") });
  await until("over");
  await wentWell(bea, ada);
});

test("SIPp cancels while it rings", { skip }, async (t) => {
  const ada = await agentFor(t);
  const called = ada.isCalled();
  const bea = await sipp("cancels", { calls: ada.port });
  const { session, until } = await called;
  session.perform({ do: "progress", status: 180 });
  await until("cancelled");
  await wentWell(bea, ada);
});

test("SIPp requires 100rel and acknowledges our 183", { skip }, async (t) => {
  const ada = await agentFor(t);
  const called = ada.isCalled();
  const bea = await sipp("acknowledges", { calls: ada.port });
  const { session, until } = await called;
  session.perform({ do: "progress", status: 183, body: sdp() });
  session.perform({ do: "accept" });
  await until("over");
  await wentWell(bea, ada);
});

test("SIPp is told that we are busy", { skip }, async (t) => {
  const ada = await agentFor(t);
  const called = ada.isCalled();
  const bea = await sipp("isRefused", { calls: ada.port });
  (await called).session.perform({ do: "refuse", status: 486 });
  await wentWell(bea, ada);
});

test("we call SIPp, it lifts, we hang up", { skip }, async (t) => {
  const ada = await agentFor(t);
  const bea = await sipp("answers");
  const { session, told, until } = ada.calls(bea.port, { body: sdp() });
  const { body } = await until("accepted");
  assert.match(text(body), /m=audio/);
  session.perform({ do: "end" });
  await wentWell(bea, ada);
  assert.ok(told.some((event) => event.on === "progress" && event.status === 180));
});

test("we leave the offer to SIPp and answer in the ACK", { skip }, async (t) => {
  const ada = await agentFor(t);
  const bea = await sipp("offers");
  const { session, until } = ada.calls(bea.port);
  const { offers } = await until("accepted");
  assert.equal(offers, true);
  session.perform({ do: "answer", body: sdp() });
  session.perform({ do: "end" });
  await wentWell(bea, ada);
});

test("we cancel while SIPp rings", { skip }, async (t) => {
  const ada = await agentFor(t);
  const bea = await sipp("ringsOn");
  const { session, until } = ada.calls(bea.port, { body: sdp() });
  await until("progress");
  session.perform({ do: "end", extra: [{ name: "Reason", text: "SIP;cause=200" }] });
  await wentWell(bea, ada);
});

test("SIPp lifts across our CANCEL: it gets its ACK and a BYE", { skip }, async (t) => {
  const ada = await agentFor(t);
  const bea = await sipp("liftsAcrossCancel");
  const { session, until } = ada.calls(bea.port, { body: sdp() });
  await until("progress");
  session.perform({ do: "end" });
  await wentWell(bea, ada);
});

test("we acknowledge SIPp's reliable 183 by PRACK", { skip }, async (t) => {
  const ada = await agentFor(t);
  const bea = await sipp("answersReliably");
  const { session, told, until } = ada.calls(bea.port, { body: sdp() });
  await until("accepted");
  const early = told.find(({ on }) => on === "progress");
  assert.match(text(early?.on === "progress" ? early.body : undefined), /m=audio/);
  session.perform({ do: "end" });
  await wentWell(bea, ada);
});

test("SIPp asks for a password and is content with ours", { skip }, async (t) => {
  const ada = await agentFor(t);
  const bea = await sipp("challenges");
  const login = { user: "ada", password: "secret" };
  const { session, until } = ada.calls(bea.port, { body: sdp(), login });
  await until("accepted");
  session.perform({ do: "end" });
  await wentWell(bea, ada);
});

test("we put SIPp on hold by re-INVITE", { skip }, async (t) => {
  const ada = await agentFor(t);
  const bea = await sipp("isHeld");
  const { session, until } = ada.calls(bea.port, { body: sdp() });
  await until("accepted");
  session.perform({ do: "offer", body: sdp("sendonly") });
  const { body } = await until("answered");
  assert.match(text(body), /a=recvonly/);
  session.perform({ do: "end" });
  await wentWell(bea, ada);
});

test("SIPp is busy", { skip }, async (t) => {
  const ada = await agentFor(t);
  const bea = await sipp("isBusy");
  const { until } = ada.calls(bea.port, { body: sdp() });
  assert.equal((await until("refused")).status, 486);
  await wentWell(bea, ada);
});

test("by TCP: SIPp calls in, talks and hangs up", { skip }, async (t) => {
  const ada = await agentFor(t);
  const called = ada.isCalled();
  const bea = await sipp("callsIn", { calls: ada.port, more: ["-t", "t1"] });
  const { session, until } = await called;
  assert.equal(session.flow()?.protocol, "TCP");
  session.perform({ do: "accept", body: sdp() });
  await until("over");
  await wentWell(bea, ada);
});

test("by TCP: we call SIPp, hold it, and hang up along the same connection", {
  skip,
}, async (t) => {
  const ada = await agentFor(t);
  const bea = await sipp("isHeld", { more: ["-t", "t1"] });
  const { session, until } = ada.calls(bea.port, { body: sdp() }, "TCP");
  await until("accepted");
  session.perform({ do: "offer", body: sdp("sendonly") });
  await until("answered");
  session.perform({ do: "end" });
  await wentWell(bea, ada);
});
