import assert from "node:assert/strict";
import { test } from "node:test";
import { utf8 } from "#kit/bytes.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import { minutes } from "#kit/time.ts";
import { house } from "#telephony/settings/adasHouse.ts";
import type { Letter, PostOffice } from "#world/mail.ts";
import { simWorld } from "#world/sim/simWorld.ts";
import { tryLetter, tryTranscription } from "./mailboxTrials.ts";

type Means = Parameters<typeof tryLetter>[0];

const smtp = { server: "mail.example", user: "ada", secret: "s", from: "house@maple.example" };
const command = { by: "command", command: ["whisper", "{file}"] };

function means(mailbox: object, more: Partial<Means> = {}) {
  const sim = simWorld();
  const world = sim.host("192.0.2.1");
  const settings = { current: () => house({ mailbox }) } as unknown as Means["settings"];
  const sounds = {
    fileOf: (prompt: string, language: string) => `${language}/${prompt}`,
    read: (file: string) => Promise.resolve(ok(utf8(file))),
    music: "",
  };
  return { sim, of: { world, settings, sounds, ...more } };
}

async function letter(mailbox: object, sent: Result<void> = ok(undefined)) {
  const handed: (readonly [Letter, PostOffice])[] = [];
  const mail = {
    send(one: Letter, office: PostOffice) {
      handed.push([one, office]);
      return Promise.resolve(sent);
    },
  };
  const answer = await tryLetter(means(mailbox, { mail }).of);
  return { handed, told: answer.ok ? answer.value.to : answer.problem.code };
}

test("a letter goes to where messages are sent, by the owner's mail server", async () => {
  const { handed, told } = await letter({ smtp, email: "ada@maple.example" });
  const [[sent, office] = []] = handed;
  assert.equal(told, "ada@maple.example");
  assert.deepEqual(
    [sent?.from, sent?.to, office?.host, office?.port],
    ["house@maple.example", "ada@maple.example", "mail.example", 587],
  );
  assert.match(sent?.messageId ?? "", /^<trial-[\w-]+@maple\.example>$/);
});

test("without an address it goes to whom letters come from; without a server, nowhere; a refusal is told", async () => {
  assert.equal((await letter({ smtp })).told, "house@maple.example");
  assert.deepEqual(await letter({}), { handed: [], told: "mail.notSet" });
  assert.equal((await letter({ smtp }, fail("mail.badLogin", "no"))).told, "mail.badLogin");
});

test("what is said after nobody answers is written down, beside what was said", async () => {
  const commands = {
    run: ({ file }: { file?: Uint8Array }) => {
      assert.equal(new TextDecoder().decode(file), "en/greeting");
      return Promise.resolve(ok(utf8("please leave a message")));
    },
  };
  const answer = await tryTranscription(means({ transcription: command }, { commands }).of);
  assert.ok(answer.ok);
  assert.match(answer.value.said, /Please leave a message after the tone/);
  assert.equal(answer.value.heard, "please leave a message");
});

test("who never answers is not waited for, and nobody is asked where nobody is set", async () => {
  const commands = { run: () => new Promise<never>(() => undefined) };
  const { sim, of } = means({ transcription: command }, { commands });
  const asked = tryTranscription(of);
  await sim.runs(minutes(1));
  const answers = [await asked, await tryTranscription(means({}, { commands }).of)];
  assert.deepEqual(
    answers.map((one) => (one.ok ? "" : one.problem.code)),
    ["mailbox.noTranscript", "mailbox.noTranscript"],
  );
});
