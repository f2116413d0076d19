import assert from "node:assert/strict";
import { test } from "node:test";
import { utf8 } from "#kit/bytes.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import type { Command } from "#world/commands.ts";
import { simWorld } from "#world/sim/simWorld.ts";
import { transcribe } from "./transcriber.ts";

const world = simWorld().host("192.0.2.1");
const audio = utf8("RIFF");
let ran: Command | undefined;

async function heard(output: Result<Uint8Array>): Promise<string> {
  const commands = {
    run(command: Command) {
      ran = command;
      return Promise.resolve(output);
    },
  };
  const by = { by: "command", command: ["whisper", "-f", "{file}", "; rm -rf"] } as const;
  const said = await transcribe(audio, by, { world, commands });
  return said.ok ? said.value.text : said.problem.code;
}

const outputs: readonly (readonly [string, string, string])[] = [
  ["plain text", " Call me back. \n", "Call me back."],
  ["JSON with a text", '{"text": "Call me back.", "words": []}', "Call me back."],
  ["JSON without one", '{"error": "no model"}', "mailbox.noTranscript"],
  ["a mere number", "5550177\n", "5550177"],
  ["nothing", "  ", "mailbox.noTranscript"],
  ["controls", "a\u0007b\u202Ec\r\nd", "a b c\nd"],
];
for (const [what, output, wanted] of outputs)
  test(`of a program that writes ${what}`, async () =>
    assert.equal(await heard(ok(utf8(output))), wanted));

test("words are kept with their moments where a service tells both, and its language if it is a tag", async () => {
  const commands = (output: unknown) => ({
    run: () => Promise.resolve(ok(utf8(JSON.stringify(output)))),
  });
  const by = { by: "command", command: ["whisper"] } as const;
  const of = async (output: unknown) => {
    const said = await transcribe(audio, by, { world, commands: commands(output) });
    return said.ok ? said.value : said.problem.code;
  };
  const words = [
    { word: "Call", start: 0.5, end: 0.8 },
    { text: "me\u0007", start: 0.81 },
    { word: "", start: 1 },
    { word: "back", start: -1 },
    "back",
  ];
  assert.deepEqual(await of({ text: "Call me", language: "en", words }), {
    text: "Call me",
    language: "en",
    words: [
      { text: "Call", at: 500 },
      { text: "me", at: 810 },
    ],
  });
  const backwards = [
    { word: "Call", start: 2 },
    { word: "me", start: 1 },
  ];
  assert.deepEqual(await of({ text: "Call me", language: "english", words: backwards }), {
    text: "Call me",
  });
  assert.deepEqual(await of({ text: "Call me", words: "none", language: 3 }), { text: "Call me" });
});

test("the program gets the recording, and its arguments as they are", async () => {
  await heard(ok(utf8("x")));
  assert.deepEqual(ran?.args, ["-f", "{file}", "; rm -rf"]);
  assert.deepEqual([ran?.program, ran?.file], ["whisper", audio]);
  assert.equal(await heard(fail("commands.notInstalled", "whisper")), "commands.notInstalled");
});

test("a service in the owner's network is asked only where the owner says that it is there", async () => {
  const commands = { run: () => Promise.resolve(fail("commands.failed", "")) };
  const by = { by: "http", url: "http://192.168.1.20:9000/asr", inside: false } as const;
  const said = await transcribe(audio, by, { world, commands });
  assert.equal(!said.ok && said.problem.code, "http.inside");
});
