import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { Baresip } from "./baresip.ts";

/** What a desk phone is when it comes out of its box. */
export interface NewPhone {
  readonly vendor: "Grandstream" | "Yealink" | "Poly" | "Snom" | "Fanvil";
  readonly model: string;
  readonly mac: string;
}

/** What it has read from its file. */
export interface ReadLogin {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly secret: string;
}

const group = "224.0.1.75";

/**
 * A desk phone that nobody has set up: it asks the whole network where its settings are, as such
 * phones do, fetches its file, reads it in its maker's way, and registers with what stands in it.
 */
export class PluggedInPhone {
  readonly #is: NewPhone;
  readonly #socket: Socket;

  private constructor(is: NewPhone, socket: Socket) {
    this.#is = is;
    this.#socket = socket;
  }

  static async make(is: NewPhone): Promise<PluggedInPhone> {
    const socket = createSocket("udp4");
    socket.bind(0, "127.0.0.1");
    await once(socket, "listening");
    socket.setMulticastInterface("127.0.0.1");
    return new PluggedInPhone(is, socket);
  }

  /** Where its settings are, as whoever listens at that port of the group has told; it asks until somebody does. */
  async asksTheNetwork(port: number): Promise<string> {
    const { port: own } = this.#socket.address();
    const asks = setInterval(() => this.#send(this.#subscribe(own), port, group), 500);
    this.#send(this.#subscribe(own), port, group);
    try {
      for (;;) {
        const [bytes, from] = (await once(this.#socket, "message")) as [Buffer, { port: number }];
        const text = bytes.toString();
        if (!text.startsWith("NOTIFY")) continue;
        this.#send(answerTo(text), from.port, "127.0.0.1");
        return text.slice(text.indexOf("\r\n\r\n") + 4).trim();
      }
    } finally {
      clearInterval(asks);
    }
  }

  /** Fetches its file from there and reads it. */
  async fetches(url: string): Promise<ReadLogin> {
    const text = await this.#file(url);
    const { vendor } = this.#is;
    const value = (...keys: readonly string[]): string => valueIn(text, keys) ?? "";
    switch (vendor) {
      case "Grandstream": {
        const [host = "", port = "5060"] = value("P47").split(":");
        return { host, port: Number(port), user: value("P35"), secret: value("P34") };
      }
      case "Yealink":
        return {
          host: value("account.1.sip_server.1.address"),
          port: Number(value("account.1.sip_server.1.port")),
          user: value("account.1.user_name"),
          secret: value("account.1.password"),
        };
      case "Poly":
        return {
          host: value("reg.1.server.1.address"),
          port: Number(value("reg.1.server.1.port")),
          user: value("reg.1.address"),
          secret: value("reg.1.auth.password"),
        };
      case "Snom": {
        const [, host = "", port = ""] = /sip:([^:]+):(\d+)/.exec(value("user_outbound")) ?? [];
        return { host, port: Number(port), user: value("user_name"), secret: value("user_pass") };
      }
      case "Fanvil":
        return {
          host: value("RegisterAddr"),
          port: Number(value("RegisterPort")),
          user: value("PhoneNumber"),
          secret: value("RegisterPswd"),
        };
    }
  }

  /** A telephone that rings and talks, with that login. */
  registers({ user, secret, port }: ReadLogin, tone: number): Promise<Baresip> {
    return Baresip.start({
      name: user,
      aor: `sip:${user}@127.0.0.1`,
      login: { user, password: secret },
      server: port,
      tone,
    });
  }

  close(): void {
    this.#socket.close();
  }

  async #file(url: string): Promise<string> {
    const { vendor, mac } = this.#is;
    const names: Readonly<Record<NewPhone["vendor"], readonly string[]>> = {
      Grandstream: [`cfg${mac}.xml`],
      Yealink: [`${mac}.boot`, "y000000000044.cfg", `${mac}.cfg`],
      Poly: [`${mac}.cfg`],
      Snom: [""],
      Fanvil: [""],
    };
    let last = "";
    for (const name of names[vendor]) {
      const answer = await this.#get(url, name);
      if (answer !== undefined) last = answer;
    }
    const [, further] = /CONFIG_FILES="([^"]+)"/.exec(last) ?? [];
    return further === undefined ? last : ((await this.#get(url, further)) ?? "");
  }

  async #get(url: string, name: string): Promise<string | undefined> {
    const { vendor, model, mac } = this.#is;
    const agent = `${vendor} ${model} 1.0.0.1 ${mac}`;
    const answer = await fetch(new URL(name, url), { headers: { "user-agent": agent } });
    return answer.ok ? answer.text() : undefined;
  }

  #send(text: string, port: number, host: string): void {
    this.#socket.send(text, port, host);
  }

  #subscribe(own: number): string {
    const { vendor, model, mac } = this.#is;
    const itself = `<sip:MAC%3a${mac}@${group}>`;
    return [
      `SUBSCRIBE sip:MAC%3a${mac}@${group} SIP/2.0`,
      `Via: SIP/2.0/UDP 127.0.0.1:${own};rport;branch=z9hG4bK-${mac}`,
      `From: ${itself};tag=1`,
      `To: ${itself}`,
      `Call-ID: ${mac}@127.0.0.1`,
      "CSeq: 1 SUBSCRIBE",
      "Max-Forwards: 70",
      `Event: ua-profile;profile-type="device";vendor="${vendor}";model="${model}";version="1.0.0.1"`,
      "Expires: 0",
      "Accept: application/url",
      `Contact: <sip:127.0.0.1:${own}>`,
      "Content-Length: 0",
      "",
      "",
    ].join("\r\n");
  }
}

/** 200, with what a response repeats. */
function answerTo(request: string): string {
  const [head = ""] = request.split("\r\n\r\n");
  const repeated = head.split("\r\n").filter((line) => /^(via|from|to|call-id|cseq):/i.test(line));
  return ["SIP/2.0 200 OK", ...repeated, "Content-Length: 0", "", ""].join("\r\n");
}

/** `<key …>value</key>`, `key="value"` or `key = value`. */
function valueIn(text: string, [key = ""]: readonly string[]): string | undefined {
  const name = key.replaceAll(".", "\\.");
  const found =
    new RegExp(`<${name}(?: [^>]*)?>([^<]*)</`).exec(text) ??
    new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(text) ??
    new RegExp(`^${name} = (.*)$`, "m").exec(text);
  return found?.[1]
    ?.replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&amp;", "&");
}
