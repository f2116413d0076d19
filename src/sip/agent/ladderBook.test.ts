import assert from "node:assert/strict";
import { test } from "node:test";
import { utf8 } from "#kit/bytes.ts";
import type { Instant } from "#kit/time.ts";
import { LadderBook } from "#sip/agent/ladderBook.ts";
import type { Traffic } from "#sip/agent/userAgent.ts";

const sent = (callId: string, length: number): Traffic => ({
  direction: "in",
  callId,
  text: "INVITE",
  bytes: utf8(`INVITE sip:ada@example.net SIP/2.0\r\nSubject: ${"x".repeat(length)}\r\n\r\n`),
  flow: { remote: { host: "192.0.2.1", port: 5060 } } as Traffic["flow"],
});
const messagesOf = (book: LadderBook, callId: string): readonly (string | undefined)[] =>
  book.rows([{ callId, party: "carrier" }]).map(({ message }) => message?.slice(0, 6));

test("what strangers have sent stands in no later call's way", () => {
  const book = new LadderBook(() => true);
  for (let i = 0; i < 2000; i++) book.note(sent(`stranger ${i}`, 7000), i as Instant);
  book.note(sent("mum", 100), 2000 as Instant);
  assert.deepEqual(messagesOf(book, "mum"), ["INVITE"]);
  assert.deepEqual(messagesOf(book, "stranger 0"), [], "the oldest have given way");
});

test("what is forgotten leaves room, and messages nobody wishes for take none", () => {
  const book = new LadderBook(() => false);
  book.note(sent("mum", 100), 0 as Instant);
  assert.deepEqual(messagesOf(book, "mum"), [undefined]);
  book.forget(["mum"]);
  assert.deepEqual(messagesOf(book, "mum"), []);
});
