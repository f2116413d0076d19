import { once } from "node:events";
import { WebSocket } from "ws";
import type { Heard } from "../tone.ts";
import { G711Voice } from "./g711Voice.ts";
import {
  credentials,
  first,
  type Login,
  readSip,
  type SipText,
  token,
  writeSip,
} from "./sipText.ts";

/* SIP over WebSocket (RFC 7118) as a telephone in a browser speaks it: a name that leads nowhere in Via and Contact. */

const nowhere = `${token()}.invalid`;

/** What one call is known by. */
interface Dialog {
  readonly id: string;
  readonly local: string;
  readonly remote: string;
  readonly target: string;
}

export interface WebSocketPhoneOptions extends Login {
  /** `ws://127.0.0.1:8080/sip` */
  readonly url: string;
  readonly tone: number;
}

/** A scripted telephone on the `ws` package: registers, is called, calls; speaks a tone and listens. */
export class WebSocketPhone {
  readonly #socket: WebSocket;
  readonly #voice: G711Voice;
  readonly #options: WebSocketPhoneOptions;
  readonly #coming: SipText[] = [];
  readonly #waiting: { readonly what: string; readonly then: (message: SipText) => void }[] = [];
  #count = 0;
  #invite: SipText | undefined;
  #dialog: Dialog | undefined;

  private constructor(socket: WebSocket, voice: G711Voice, options: WebSocketPhoneOptions) {
    this.#socket = socket;
    this.#voice = voice;
    this.#options = options;
    socket.on("message", (data) => this.#hears(readSip(String(data))));
  }

  static async open(options: WebSocketPhoneOptions): Promise<WebSocketPhone> {
    const socket = new WebSocket(options.url, "sip", { rejectUnauthorized: false });
    await once(socket, "open");
    return new WebSocketPhone(socket, await G711Voice.open(options.tone), options);
  }

  async registers(): Promise<void> {
    const to = `<sip:${this.#options.user}@127.0.0.1>`;
    const more = [["Contact", `${this.#contact};expires=600`]] as const;
    await this.#asks("REGISTER", { uri: "sip:127.0.0.1", to, id: token(), tag: token(), more });
  }

  /** Somebody calls: it rings. */
  async rings(): Promise<void> {
    this.#invite = await this.#until("INVITE");
    this.#answers(this.#invite, "180 Ringing");
  }

  /** Answers what rings; the other has heard of it when this resolves. */
  async lifts(): Promise<void> {
    if (this.#invite === undefined) throw new Error("nothing rings");
    const { body } = this.#invite;
    this.#answers(this.#invite, "200 OK", this.#description());
    await this.#until("ACK");
    this.#voice.begins(portIn(body));
  }

  /** Calls that number or name; somebody has answered when this resolves. */
  async dials(whom: string): Promise<void> {
    const uri = `sip:${whom}@127.0.0.1`;
    const more = [
      ["Contact", this.#contact],
      ["Content-Type", "application/sdp"],
    ] as const;
    const asked = { uri, to: `<${uri}>`, id: token(), tag: token(), more };
    const answer = await this.#asks("INVITE", { ...asked, body: this.#description() });
    const target = /<([^>]+)>/.exec(first(answer, "contact"))?.[1] ?? "";
    this.#dialog = {
      id: asked.id,
      local: first(answer, "from"),
      remote: first(answer, "to"),
      target,
    };
    this.#inDialog("ACK", this.#count);
    this.#voice.begins(portIn(answer.body));
  }

  async hangsUp(): Promise<void> {
    this.#inDialog("BYE", ++this.#count);
    await this.#until(`200 ${this.#count} BYE`);
  }

  /** The other hung up. */
  async isLeft(): Promise<void> {
    await this.#until("BYE");
  }

  hears(seconds: number): Promise<Heard> {
    return this.#voice.hears(seconds);
  }

  close(): void {
    this.#voice.close();
    this.#socket.terminate();
  }

  get #contact(): string {
    return `<sip:${this.#options.user}@${nowhere};transport=ws>`;
  }

  #description(): string {
    const lines = ["v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=-", "c=IN IP4 127.0.0.1", "t=0 0"];
    return [...lines, `m=audio ${this.#voice.port} RTP/AVP 0`, "a=sendrecv", ""].join("\r\n");
  }

  /** Asks until it may: once without, once with the password. The final answer, which must be a 200. */
  async #asks(method: string, asked: Asked, proof?: string): Promise<SipText> {
    const branch = `z9hG4bK${token()}`;
    const cseq = ++this.#count;
    this.#says(
      `${method} ${asked.uri} SIP/2.0`,
      this.#requestHeaders(method, asked, branch, proof),
      asked.body,
    );
    const answer = await this.#until(`final ${cseq} ${method}`);
    if (method === "INVITE" && statusOf(answer) !== 200)
      this.#says(`ACK ${asked.uri} SIP/2.0`, [
        ["Via", `SIP/2.0/WS ${nowhere};branch=${branch}`],
        ["Max-Forwards", "70"],
        ["From", first(answer, "from")],
        ["To", first(answer, "to")],
        ["Call-ID", asked.id],
        ["CSeq", `${cseq} ACK`],
      ]);
    if (statusOf(answer) === 401 && proof === undefined)
      return this.#asks(method, asked, credentials(answer, method, asked.uri, this.#options));
    if (statusOf(answer) !== 200) throw new Error(answer.start);
    return answer;
  }

  #requestHeaders(method: string, { to, id, tag, more }: Asked, branch: string, proof?: string) {
    return [
      ["Via", `SIP/2.0/WS ${nowhere};branch=${branch}`],
      ["Max-Forwards", "70"],
      ["From", `<sip:${this.#options.user}@127.0.0.1>;tag=${tag}`],
      ["To", to],
      ["Call-ID", id],
      ["CSeq", `${this.#count} ${method}`],
      ...more,
      ...(proof === undefined ? [] : [["Authorization", proof] as const]),
    ] as const;
  }

  #inDialog(method: string, cseq: number): void {
    if (this.#dialog === undefined) throw new Error("no call");
    const { id, local, remote, target } = this.#dialog;
    this.#says(`${method} ${target} SIP/2.0`, [
      ["Via", `SIP/2.0/WS ${nowhere};branch=z9hG4bK${token()}`],
      ["Max-Forwards", "70"],
      ["From", local],
      ["To", remote],
      ["Call-ID", id],
      ["CSeq", `${cseq} ${method}`],
    ]);
  }

  #answers(request: SipText, status: string, body?: string): void {
    const tagged = first(request, "to").includes("tag=");
    const to = tagged ? first(request, "to") : `${first(request, "to")};tag=${nowhere.slice(0, 8)}`;
    const same = (name: string) =>
      request.headers
        .filter(([one]) => one === name.toLowerCase())
        .map(([, it]) => [name, it] as const);
    this.#says(
      `SIP/2.0 ${status}`,
      [
        ...same("Via"),
        ...same("Record-Route"),
        ...same("From"),
        ["To", to],
        ...same("Call-ID"),
        ...same("CSeq"),
        ["Contact", this.#contact],
        ...(body === undefined ? [] : [["Content-Type", "application/sdp"] as const]),
      ],
      body,
    );
    const target = /<([^>]+)>/.exec(first(request, "contact"))?.[1] ?? "";
    if (body !== undefined)
      this.#dialog = {
        id: first(request, "call-id"),
        local: to,
        remote: first(request, "from"),
        target,
      };
  }

  /** RFC 7118 §5: one message, one frame of text. */
  #says(start: string, headers: Parameters<typeof writeSip>[1], body?: string): void {
    this.#socket.send(writeSip(start, headers, body));
  }

  #hears(message: SipText): void {
    if (/^(BYE|OPTIONS|CANCEL|NOTIFY) /.test(message.start)) this.#answers(message, "200 OK");
    const found = this.#waiting.findIndex(({ what }) => isA(message, what));
    const [one] = found < 0 ? [] : this.#waiting.splice(found, 1);
    if (one === undefined) this.#coming.push(message);
    else one.then(message);
  }

  /** The next such message, or the first that came already. */
  #until(what: string): Promise<SipText> {
    const found = this.#coming.findIndex((one) => isA(one, what));
    const [known] = found < 0 ? [] : this.#coming.splice(found, 1);
    if (known !== undefined) return Promise.resolve(known);
    return new Promise((then) => this.#waiting.push({ what, then }));
  }
}

interface Asked {
  readonly uri: string;
  readonly to: string;
  readonly id: string;
  readonly tag: string;
  readonly more: readonly (readonly [string, string])[];
  readonly body?: string;
}

const statusOf = ({ start }: SipText): number => Number(/^SIP\/2.0 (\d+)/.exec(start)?.[1] ?? 0);

/** `INVITE`, `200 3 BYE`, or `final 2 INVITE`: any answer but a provisional one. */
function isA(message: SipText, what: string): boolean {
  const status = statusOf(message);
  if (status === 0) return message.start.startsWith(`${what} `);
  const cseq = first(message, "cseq");
  return what === `${status} ${cseq}` || (status >= 200 && what === `final ${cseq}`);
}

const portIn = (sdp: string): number => Number(/m=audio (\d+)/.exec(sdp)?.[1] ?? 0);
