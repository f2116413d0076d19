import assert from "node:assert/strict";
import { test } from "node:test";
import { momentOf } from "#kit/calendar.ts";
import { wallTime } from "#kit/time.ts";
import { wouldDecide } from "#server/control/wouldDecide.ts";
import type { DecideQuestion } from "#server/control.ts";
import type { DeviceState } from "#telephony/directing/facts.ts";
import { house } from "#telephony/settings/adasHouse.ts";
import { document } from "#telephony/settings/settings.ts";

const now = momentOf("2026-11-27T18:05-05:00") ?? wallTime(0);
const decide = (question: DecideQuestion, states?: (id: string) => DeviceState) =>
  wouldDecide(question, house(), now, { states });
const story = (question: DecideQuestion, states?: (id: string) => DeviceState): string => {
  const answer = decide(question, states);
  if (!answer.ok) return answer.problem.code;
  const { rule } = answer.value.because.at(-1) as { rule: string };
  return `${rule}: ${answer.value.plan.map((step) => (step as { do: string }).do).join()}`;
};

test("a stranger now, family now, a stranger at night, somebody hidden", () => {
  const night = "2026-11-27T23:00-05:00";
  assert.equal(story({ from: "+14165550123" }), "everyone-else: ring,ring,mailbox");
  assert.equal(story({ from: "+442079460123", at: night }), "family: ring,mailbox");
  assert.equal(story({ from: "+14165550123", at: night }), "night: mailbox");
  assert.equal(story({}), story({ from: "hidden" }));
});

test("a number that is nobody's here is refused; what is asked wrongly is a problem", () => {
  assert.equal(story({ from: "+14165550123", to: "+19995550000" }), "called: reject");
  assert.equal(story({ at: "tomorrow" }), "decide.badTime");
  assert.equal(story({ busy: ["garage"] }), "decide.unknownDevice");
  assert.equal(story({ via: "nobody" }), "decide.unknownAccount");
});

test("who is busy can be said, and then all others are not, but for those that are away", () => {
  const when = (is: string, device: string) => ({ is: "device", device, state: is }) as const;
  const to = (id: string, is: string, device: string) => ({
    id,
    when: when(is, device),
    then: [{ do: "mailbox" }],
  });
  const rules = [to("k", "busy", "kitchen"), to("d", "busy", "desk"), to("h", "offline", "hall")];
  const last = { id: "else", when: { is: "always" }, then: [{ do: "mailbox" }] };
  const settings = document.parse({ ...house(), rules: [...rules, last] });
  const states = (id: string): DeviceState => (id === "hall" ? "offline" : "busy");
  const rule = (busy?: string[]): unknown => {
    const asked = { from: "+14165550123", ...(busy && { busy }) };
    const answer = wouldDecide(asked, settings, now, { states });
    return answer.ok && (answer.value.because.at(-1) as { rule: string }).rule;
  };
  assert.deepEqual([rule(), rule(["desk"]), rule([])], ["k", "d", "h"]);
});
