/** A message as a letter, handed in to a real server on the loopback by SMTP, as it arrives there. */
import assert from "node:assert/strict";
import type { AddressInfo } from "node:net";
import { createServer, type Server, type Socket } from "node:net";
import { test } from "node:test";
import { getCACertificates, setDefaultCACertificates, TLSSocket } from "node:tls";
import { millis, seconds } from "#kit/time.ts";
import { formatWav } from "#media/audio/wav.ts";
import type { Letter, PostOffice } from "#world/mail.ts";
import type { TlsIdentity } from "#world/network.ts";
import { issue, makeAuthority } from "#world/node/localAuthority.ts";
import { nodeMail } from "#world/node/nodeMail.ts";

/** A small SMTP server (RFC 5321): what it was told, and the letters that it took. */
class Sink {
  readonly told: string[] = [];
  readonly letters: string[] = [];
  /** What it says to a command, in place of its usual word. */
  readonly #answers: Readonly<Record<string, string>>;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  /** What it shows after STARTTLS (RFC 3207); without it that is unknown to it. */
  readonly #identity: TlsIdentity | undefined;

  constructor(answers: Readonly<Record<string, string>> = {}, identity?: TlsIdentity) {
    this.#answers = answers;
    this.#identity = identity;
    this.#server = createServer((socket) => this.#serve(socket));
  }

  async open(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    socket.write("220 sink.example ESMTP\r\n");
    this.#listen(socket);
  }

  /** Everything that is said from here on is said over TLS. */
  #secure(plain: Socket, { certificate, key }: TlsIdentity): void {
    plain.removeAllListeners("data");
    const socket = new TLSSocket(plain, { isServer: true, cert: certificate, key });
    this.#listen(socket);
  }

  #listen(socket: Socket): void {
    let rest = "";
    let letter: string[] | undefined;
    const say = (text: string): void => void socket.write(`${text}\r\n`);
    socket.setEncoding("latin1");
    socket.on("error", () => undefined);
    socket.on("data", (data) => {
      const lines = (rest + String(data)).split("\r\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        if (letter === undefined) letter = this.#command(line, say, socket);
        else if (line === ".") {
          this.letters.push(letter.join("\r\n"));
          letter = undefined;
          say(this.#answers["."] ?? "250 2.0.0 taken");
        } else letter.push(line.replace(/^\.\./, "."));
      }
    });
  }

  #command(line: string, say: (text: string) => void, socket: Socket): string[] | undefined {
    this.told.push(`${socket instanceof TLSSocket ? "secretly " : ""}${line}`);
    const word = line.split(" ")[0]?.toUpperCase() ?? "";
    const secures = word === "STARTTLS" ? this.#identity : undefined;
    if (secures) {
      say("220 2.0.0 go ahead");
      this.#secure(socket, secures);
      return undefined;
    }
    const mayBeSecured = this.#identity && !(socket instanceof TLSSocket);
    const usual: Readonly<Record<string, string>> = {
      EHLO: `250-sink.example\r\n${mayBeSecured ? "250-STARTTLS\r\n" : ""}250 AUTH PLAIN`,
      DATA: "354 go on",
      AUTH: "235 2.7.0 welcome",
      QUIT: "221 bye",
      STARTTLS: "502 5.5.1 unknown",
    };
    say(this.#answers[word] ?? usual[word] ?? "250 ok");
    if (word === "QUIT") socket.end();
    return word === "DATA" && this.#answers["DATA"] === undefined ? [] : undefined;
  }
}

const audio = formatWav({ rate: 8000, samples: Int16Array.from({ length: 8000 }, (_, i) => i) });
const letter: Letter = {
  from: "house@example.net",
  to: "ada@example.org",
  subject: "Voicemail from Zoë (0:01)",
  text: "Zoë left a message.\n.\nas a line of its own\n",
  messageId: "<message-7f.own@example.net>",
  enclosed: { name: "message-7f.wav", type: "audio/wav", bytes: audio },
};

async function handedIn(sink: Sink, more: Partial<PostOffice> = {}, what: Partial<Letter> = {}) {
  const port = await sink.open();
  const office: PostOffice = { host: "127.0.0.1", port, security: "none", ...more };
  const done = await nodeMail.send({ ...letter, ...what }, office, seconds(10));
  await sink.close();
  return done.ok ? "sent" : done.problem.code;
}

/** A header, unfolded. */
const header = (text: string, name: string): string | undefined =>
  new RegExp(`^${name}: (.*)$`, "im").exec(
    text
      .split("\r\n\r\n")[0]
      ?.replace(/\r\n[ \t]+/g, " ")
      .replaceAll("\r", "") ?? "",
  )?.[1];

test("the letter arrives with its text and the recording, byte for byte", async () => {
  const sink = new Sink();
  assert.equal(await handedIn(sink, { login: { user: "ada", password: "s3cret" } }), "sent");
  assert.deepEqual(
    sink.told.filter((line) => /^(MAIL|RCPT)/.test(line)),
    ["MAIL FROM:<house@example.net>", "RCPT TO:<ada@example.org>"],
  );
  assert.ok(sink.told.includes(`AUTH PLAIN ${btoa("\0ada\0s3cret")}`));
  const [text = ""] = sink.letters;
  assert.equal(header(text, "To"), "ada@example.org");
  assert.equal(header(text, "Message-ID"), "<message-7f.own@example.net>");
  assert.equal(header(text, "Auto-Submitted"), "auto-generated");
  assert.match(header(text, "Subject") ?? "", /^=\?UTF-8\?/i);
  const boundary = /boundary="?([^"\r\n;]+)/i.exec(text)?.[1] ?? assert.fail("no parts");
  const enclosed = text.split(`--${boundary}`).find((part) => /audio\/wav/.test(part)) ?? "";
  const body = enclosed.slice(enclosed.indexOf("\r\n\r\n")).replace(/\s/g, "");
  assert.deepEqual(new Uint8Array(Buffer.from(body, "base64")), audio);
  assert.match(enclosed, /filename="?message-7f\.wav/);
});

test("no name of a caller becomes a header", async () => {
  const sink = new Sink();
  const subject = "Voicemail from Eve\r\nBcc: all@example.com\r\n\r\nBuy (0:01)";
  assert.equal(await handedIn(sink, {}, { subject }), "sent");
  const [text = ""] = sink.letters;
  assert.equal(header(text, "Bcc"), undefined);
  assert.equal(sink.told.filter((line) => line.startsWith("RCPT")).length, 1);
});

const refusals: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
  ["a mailbox that is not there", { RCPT: "550 5.1.1 no such user" }, "mail.refused"],
  ["a full disk", { MAIL: "452 4.3.1 later" }, "mail.notNow"],
  ["a letter that is too large", { ".": "552 5.3.4 too large" }, "mail.refused"],
  ["a wrong password", { AUTH: "535 5.7.8 no" }, "mail.badLogin"],
];
for (const [what, answers, code] of refusals)
  test(`${what} is told as ${code}`, async () =>
    assert.equal(
      await handedIn(new Sink(answers), { login: { user: "ada", password: "s3cret" } }),
      code,
    ));

test("where nobody listens it is unreachable", async () => {
  const sink = new Sink();
  const port = await sink.open();
  await sink.close();
  const office: PostOffice = { host: "127.0.0.1", port, security: "none" };
  const done = await nodeMail.send(letter, office, seconds(10));
  assert.equal(!done.ok && done.problem.code, "mail.unreachable");
});

test("a server without STARTTLS hears neither password nor letter where that is wished for", async () => {
  const sink = new Sink();
  const login = { user: "ada", password: "s3cret" };
  const told = await handedIn(sink, { security: "starttls", login });
  assert.notEqual(told, "sent");
  assert.deepEqual(sink.letters, []);
  assert.ok(!sink.told.some((line) => /^(AUTH|MAIL|DATA)/.test(line)));
});

const login = { user: "ada", password: "s3cret" };
const secured = { security: "starttls", host: "localhost", login } as const;
/** For `localhost`, by an authority that this process believes from now on, or not. */
async function identity(isBelieved: boolean): Promise<TlsIdentity> {
  const authority = await makeAuthority(Date.now());
  if (isBelieved)
    setDefaultCACertificates([...getCACertificates("default"), authority.certificate]);
  return issue(authority, ["localhost"], Date.now());
}

test("with STARTTLS nothing but the greeting is said before it, and all else behind it", async () => {
  const sink = new Sink({}, await identity(true));
  assert.equal(await handedIn(sink, secured), "sent");
  const openly = sink.told.filter((line) => !line.startsWith("secretly "));
  assert.deepEqual(
    openly.map((line) => line.split(" ")[0]),
    ["EHLO", "STARTTLS"],
  );
  assert.ok(sink.told.includes(`secretly AUTH PLAIN ${btoa("\0ada\0s3cret")}`));
  assert.equal(sink.letters.length, 1);
});

test("a server whose certificate nobody vouches for is told nothing", async () => {
  const sink = new Sink({}, await identity(false));
  assert.equal(await handedIn(sink, secured), "mail.unreachable");
  assert.deepEqual([sink.letters, sink.told.some((line) => /AUTH|MAIL/.test(line))], [[], false]);
});

test("a server that never comes to an end is left when time is up", async () => {
  const server = createServer((socket) => {
    let isThere = true;
    socket.on("close", () => {
      isThere = false;
    });
    socket.on("error", () => undefined);
    const drips = (): void => {
      if (isThere) socket.write("220-", () => setImmediate(drips));
    };
    drips();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const office: PostOffice = { host: "127.0.0.1", port, security: "none" };
  const done = await nodeMail.send(letter, office, millis(150));
  assert.equal(!done.ok && done.problem.code, "mail.unreachable");
  await new Promise((resolve) => server.close(resolve)); // waits until the connection is gone
});
