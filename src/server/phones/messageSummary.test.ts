import assert from "node:assert/strict";
import { test } from "node:test";
import { notifyRequest, type Summary, summaryText } from "./messageSummary.ts";

const summary: Summary = {
  uri: "sip:kitchen@192.0.2.20:5060",
  route: [],
  callId: "c1",
  cseq: 2,
  from: { uri: "sip:kitchen@192.0.2.1", tag: "ours" },
  to: { uri: "sip:kitchen@192.0.2.1", tag: "theirs" },
  contact: "sip:kitchen@192.0.2.1:5060",
  state: 600,
  counts: { fresh: 2, heard: 5 },
};

test("two new messages and five old ones, in the words of RFC 3842", () =>
  assert.equal(
    summaryText(summary.counts, "sip:a@b"),
    "Messages-Waiting: yes\r\nMessage-Account: sip:a@b\r\nVoice-Message: 2/5 (0/0)\r\n",
  ));

test("a NOTIFY in its dialog, with the time that is left, and its last", () => {
  const now = notifyRequest(summary);
  assert.equal(now.method, "NOTIFY");
  assert.deepEqual(now.lines("Subscription-State"), ["active;expires=600"]);
  assert.deepEqual(now.lines("Event"), ["message-summary"]);
  assert.deepEqual(now.lines("To"), ["<sip:kitchen@192.0.2.1>;tag=theirs"]);
  const last = notifyRequest({ ...summary, state: "over", id: "7" });
  assert.deepEqual(last.lines("Subscription-State"), ["terminated;reason=timeout"]);
  assert.deepEqual(last.lines("Event"), ["message-summary;id=7"]);
});
