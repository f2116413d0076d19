import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { problem } from "#kit/problem.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import { hours, millis, minutes, seconds } from "#kit/time.ts";
import { formatWav } from "#media/audio/wav.ts";
import { memoryStore } from "#server/store/memoryStore.ts";
import { validate } from "#telephony/settings/validate.ts";
import type { Letter, PostOffice } from "#world/mail.ts";
import { type SimHost, simWorld } from "#world/sim/simWorld.ts";
import { Errands } from "./errands.ts";
import { Messages } from "./messages.ts";
import type { Transcript } from "./transcriber.ts";

const smtp = { server: "mail.example", user: "ada", secret: "s3cret", from: "house@example.net" };
const http = { by: "http", url: "https://hears.example/" };

let sim: ReturnType<typeof simWorld>;
let world: SimHost;
let store: ReturnType<typeof memoryStore>;
let messages: Messages;
let sent: (Letter & { readonly office: PostOffice })[];
/** What the post office and the machine answer, one after the other; then that it is done. */
let answers: Result<void>[];
let said: Result<Transcript>[];
let open: Errands[];

beforeEach(() => {
  sim = simWorld();
  world = sim.host("192.0.2.1");
  store = memoryStore();
  messages = new Messages({
    world,
    table: store.messages,
    limits: () => ({ count: 500, bytes: 1e9 }),
  });
  [sent, answers, said, open] = [[], [], [], []];
});

function errands(mailbox: object): Errands {
  const read = validate({ mailbox, owner: { name: "Ada", timeZone: "America/Toronto" } });
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  const made = new Errands({
    world,
    table: store.errands,
    messages,
    settings: () => read.value,
    mail: {
      send(letter, office) {
        sent.push({ ...letter, office });
        return Promise.resolve(answers.shift() ?? ok(undefined));
      },
    },
    transcribe: () => Promise.resolve(said.shift() ?? ok({ text: "Call me back." })),
  });
  messages.kept((message) => made.left(message));
  open.push(made);
  return made;
}

async function leaves(name = "Margaret"): Promise<string> {
  const { id, file } = messages.begin({ number: "+442079460123", name }, "c1");
  await world.files.write(file, formatWav({ rate: 8000, samples: new Int16Array(80_000) }));
  messages.keep(id, seconds(10));
  await sim.runs(seconds(1));
  return id;
}
const ends = (): void => {
  for (const one of open) one.close();
  assert.deepEqual(sim.leftovers(), []);
};
const not = (code: string): Result<never> => ({ ok: false, problem: problem(code, "as told") });

test("a message goes to its owner with its recording, once", async () => {
  errands({ email: "ada@example.org", smtp });
  const id = await leaves();
  await sim.runs(hours(10));
  const [letter, ...more] = sent;
  assert.ok(letter);
  assert.deepEqual(more, []);
  assert.equal(letter.subject, "Voicemail from Margaret, +442079460123 (0:10)");
  assert.equal(letter.to, "ada@example.org");
  assert.equal(letter.messageId, `<message-${id}.own@example.net>`);
  assert.equal(letter.enclosed?.bytes.length, 160_044);
  assert.deepEqual(letter.office, {
    host: "mail.example",
    port: 587,
    security: "starttls",
    login: { user: "ada", password: "s3cret" },
  });
  assert.deepEqual(store.errands.all(), []);
  ends();
});

test("what a caller calls itself begins no header of its own", async () => {
  errands({ email: "ada@example.org", smtp });
  await leaves("Eve\r\nBcc: all@example.com\u202E\u0000");
  const [letter] = sent;
  assert.equal(letter?.subject, "Voicemail from Eve Bcc: all@example.com, +442079460123 (0:10)");
  ends();
});

test("a post office that is away is tried again and again, later each time, over a restart too", async () => {
  const before = errands({ email: "ada@example.org", smtp });
  answers = Array.from({ length: 6 }, () => not("mail.unreachable"));
  await leaves();
  assert.equal(before.trouble()?.code, "mail.unreachable");
  await sim.runs(minutes(8));
  const tries = sent.length;
  assert.ok(tries >= 3 && tries <= 5, `${tries} tries in eight minutes`);
  before.close();
  const next = errands({ email: "ada@example.org", smtp });
  next.open();
  await sim.runs(hours(3));
  assert.equal(sent.length, 7);
  assert.deepEqual([store.errands.all(), next.trouble()], [[], undefined]);
  assert.equal(new Set(sent.map(({ messageId }) => messageId)).size, 1, "always the same one");
  ends();
});

test("what is refused for good is given up, and what nobody takes after three days", async () => {
  const one = errands({ email: "ada@example.org", smtp });
  answers = [not("mail.refused")];
  await leaves();
  assert.deepEqual([sent.length, store.errands.all()], [1, []]);
  assert.equal(one.trouble()?.code, "mail.refused");
  answers = Array.from({ length: 100 }, () => not("mail.notNow"));
  await leaves();
  await sim.runs(hours(80));
  const tries = sent.length;
  await sim.runs(hours(80));
  assert.deepEqual([sent.length, store.errands.all()], [tries, []]);
  ends();
});

test("what was said is written down first, and is in the letter", async () => {
  errands({ email: "ada@example.org", smtp, transcription: http });
  said = [not("http.timeout")];
  const id = await leaves();
  assert.equal(sent.length, 0, "it waits for the text");
  await sim.runs(minutes(2));
  assert.equal(messages.get(id)?.transcript, "Call me back.");
  assert.match(sent[0]?.text ?? "", /as a machine heard it:\n\nCall me back\./);
  ends();
});

test("who cannot write it down is asked three times; then the letter goes without, and the page says so", async () => {
  errands({ email: "ada@example.org", smtp, transcription: http });
  said = Array.from({ length: 3 }, () => not("commands.notInstalled"));
  const id = await leaves();
  await sim.runs(minutes(10));
  const view = messages.page(undefined, 1).items[0];
  assert.deepEqual(
    [view?.transcript, view?.transcriptFailed],
    [undefined, "commands.notInstalled"],
  );
  assert.equal(sent.length, 1);
  assert.doesNotMatch(sent[0]?.text ?? "", /machine/);
  assert.ok(messages.get(id));
  ends();
});

/** A disk on which nothing new stays, and from which nothing goes. */
function fillsUp(): void {
  const not = () => Promise.resolve(fail("store.full", "the disk is full"));
  Object.assign(store.errands, { put: not, remove: not });
}

test("a letter that is out is out, though no disk can note that it is", async () => {
  errands({ email: "ada@example.org", smtp });
  answers = [not("mail.notNow")];
  const { put, remove } = store.errands;
  await leaves();
  fillsUp();
  await sim.runs(hours(1));
  assert.equal(sent.length, 2);
  Object.assign(store.errands, { put, remove });
  await sim.runs(hours(1));
  assert.deepEqual([sent.length, store.errands.all()], [2, []]);
  ends();
});

test("who cannot be reached is asked ever more seldom, though no disk can note how often", async () => {
  errands({ email: "ada@example.org", smtp });
  answers = Array.from({ length: 20 }, () => not("mail.unreachable"));
  await leaves();
  fillsUp();
  await sim.runs(minutes(8));
  assert.ok(sent.length >= 3 && sent.length <= 5, `${sent.length} tries in eight minutes`);
  ends();
});

test("an errand that cannot be noted is told, and so is one too many", async () => {
  const one = errands({ email: "ada@example.org", smtp });
  const id = await leaves();
  for (let n = 0; n < 2000; n++)
    void store.errands.put(`e${n}`, {
      id: `e${n}`,
      message: id,
      isOwn: true,
      made: 0,
      due: Number.MAX_SAFE_INTEGER,
      tries: 1,
    });
  const message = messages.get(id);
  assert.ok(message);
  assert.equal(one.sendOn(message, "bo@example.org"), false);
  store = memoryStore();
  fillsUp();
  errands({ email: "ada@example.org", smtp });
  await leaves();
  const told = world.log.lines.map((line) => JSON.stringify(line)).join("\n");
  assert.match(told, /mailbox\.tooMany/);
  assert.match(told, /store\.full/);
  ends();
});

test("a message that was deleted meanwhile goes nowhere", async () => {
  errands({ email: "ada@example.org", smtp });
  answers = [not("mail.notNow")];
  const id = await leaves();
  await messages.delete(id);
  await sim.runs(hours(1));
  assert.deepEqual([sent.length, store.errands.all()], [1, []]);
  ends();
});

test("without a post office, an address or a machine there is nothing to do, and nothing can be sent on", async () => {
  const none = errands({ email: "ada@example.org" });
  const id = await leaves();
  const message = messages.get(id);
  assert.ok(message);
  assert.equal(none.sendOn(message, "bo@example.org"), false);
  assert.deepEqual([store.errands.all(), sent], [[], []]);
  await sim.runs(millis(1000));
  ends();
});

test("a message that is sent on says who sends it", async () => {
  const one = errands({ smtp });
  const message = messages.get(await leaves());
  assert.ok(message);
  assert.ok(one.sendOn(message, "bo@example.org"));
  await sim.runs(seconds(1));
  assert.match(sent[0]?.text ?? "", /^Ada has sent you this message\./);
  assert.equal(sent[0]?.to, "bo@example.org");
  ends();
});
