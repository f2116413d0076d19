import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  statSync,
  watch,
  writeFileSync,
} from "node:fs";
import { connect, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TlsIdentity } from "#world/network.ts";
import { inPatience } from "./patience.ts";

/** What a baresip is told about itself. */
export interface BaresipOptions {
  readonly name: string;
  /** `sip:desk@127.0.0.1:5070`; without a server its own address. */
  readonly aor?: string;
  /** The user part of its own address: what is called, or it answers 404. */
  readonly user?: string;
  readonly login?: { readonly user: string; readonly password: string };
  /** Where it registers and sends its calls: port of the server on 127.0.0.1. */
  readonly server?: number;
  readonly transport?: "udp" | "tcp" | "tls";
  /** What it says: a sine of so many hertz. */
  readonly tone: number;
  readonly answers?: "manual" | "auto";
  readonly codecs?: string;
  /** Speaks SRTP with keys from the session description, and nothing else. */
  readonly encrypts?: boolean;
  /** What it shows over TLS, one port above its own; without it nobody reaches it there. */
  readonly identity?: TlsIdentity;
  readonly more?: string;
}

interface Told {
  readonly type?: string;
  readonly param?: string;
  readonly peeruri?: string;
  /** Of CALL_RTCP; `rtt` in µs, once a report of ours was understood and answered. */
  readonly rtcp_stats?: { readonly rtt?: number };
  /** Of an answer: what was asked with, and what it says. */
  readonly token?: string;
  readonly data?: string;
}

/** Why there is none, for a test to skip with. */
export const noBaresip = (): string | undefined =>
  spawnSync("baresip", ["-h"]).error === undefined ? undefined : "baresip is not installed";

const folderOfModules =
  ["/usr/lib/baresip/modules", "/usr/lib/x86_64-linux-gnu/baresip/modules"].find((folder) =>
    existsSync(folder),
  ) ?? "/usr/lib/baresip/modules";

/** A headless baresip on the loopback: a telephone or a carrier that really talks and listens. */
export class Baresip {
  readonly port: number;
  readonly #folder: string;
  readonly #program: ChildProcess;
  readonly #control: Socket;
  readonly #told: Told[] = [];
  readonly #waiting: {
    readonly type: string;
    readonly from: number;
    readonly then: (event: Told) => void;
  }[] = [];
  /** Whoever waits for an answer, by what it was asked with. */
  readonly #asking = new Map<string, (data: string) => void>();
  #asked = 0;
  #text = "";

  private constructor(port: number, folder: string, program: ChildProcess, control: Socket) {
    this.port = port;
    this.#folder = folder;
    this.#program = program;
    this.#control = control;
    control.setEncoding("utf8");
    control.on("data", (text) => this.#hears(String(text)));
    control.on("error", () => undefined);
    program.stdout?.on("data", (text) => {
      if (isRegistered.test(String(text))) this.#registeredAtOnce();
    });
  }

  /** On free ports. Somebody else may take one before it does: then on others. */
  static async start(options: BaresipOptions, tries = 3): Promise<Baresip> {
    try {
      return await Baresip.#start(options);
    } catch (error) {
      if (tries <= 1 || !String(error).includes("Address already in use")) throw error;
      return Baresip.start(options, tries - 1);
    }
  }

  static async #start(options: BaresipOptions): Promise<Baresip> {
    const folder = mkdtempSync(join(tmpdir(), `baresip-${options.name}-`));
    const [port, control] = [await freePair(), await freeTcpPort()];
    writeFolder(folder, options, port, control);
    const program = spawn("baresip", ["-f", folder, "-v"], {
      cwd: folder,
      stdio: ["ignore", "pipe", "pipe"],
    });
    await ready(program);
    const socket = connect(control, "127.0.0.1");
    const phone = new Baresip(port, folder, program, socket); // it hears already what is printed meanwhile
    await once(socket, "connect");
    return phone;
  }

  /** Where it listens for TLS, when it has something to show. */
  get tlsPort(): number {
    return this.port + 1;
  }

  /** The address that it can be called at without any server. */
  get uri(): string {
    return `sip:phone@127.0.0.1:${this.port}`;
  }

  dial(uri: string): void {
    this.#says("dial", uri);
  }
  lift(): void {
    this.#says("accept");
  }
  hangUp(): void {
    this.#says("hangup");
  }
  hold(): void {
    this.#says("hold");
  }
  resume(): void {
    this.#says("resume");
  }
  /** Blind: whom it talks to shall call there. */
  transfer(uri: string): void {
    this.#says("transfer", uri);
  }
  digit(digit: string): void {
    this.#says("sndcode", digit);
  }

  /** How many events there were: `until` looks behind it. */
  get mark(): number {
    return this.#told.length;
  }

  /** The next event of that type (`REGISTER_OK`, `CALL_INCOMING`, `CALL_RINGING`, `CALL_ESTABLISHED`, `CALL_CLOSED` …), or one since the mark. */
  until(type: string, from = 0): Promise<Told> {
    const known = this.#told.slice(from).find((event) => event.type === type);
    if (known !== undefined) return Promise.resolve(known);
    const others = (): string => this.#told.map((event) => event.type).join(", ");
    return inPatience(
      () => `${type} among ${others()}`,
      (then) => this.#waiting.push({ type, from, then }),
    );
  }

  /** Whether it has been told that already. */
  was(type: string): boolean {
    return this.#told.some((event) => event.type === type);
  }

  /** The recording of what it heard in its newest call, once there are so many seconds of it. */
  hears(seconds: number): Promise<string> {
    const long = (): string | undefined => {
      const file = this.#newest();
      return file !== undefined && secondsIn(file) >= seconds ? file : undefined;
    };
    const now = long();
    if (now !== undefined) return Promise.resolve(now);
    const watcher = watch(join(this.#folder, "heard"));
    return inPatience<string>(
      () => `${seconds} s of sound; there were ${this.heard()}`,
      (done) =>
        watcher.on("change", () => {
          const file = long();
          if (file !== undefined) done(file);
        }),
    ).finally(() => watcher.close());
  }

  /** The seconds of all that it has heard in its newest call. */
  heard(): number {
    const newest = this.#newest();
    return newest === undefined ? 0 : secondsIn(newest);
  }

  /** Packets of sound that have come in its call; its recording ends where it holds the other. */
  async received(): Promise<number> {
    const token = `asked${++this.#asked}`;
    this.#says("audio_debug", undefined, token);
    const data = await inPatience<string>(
      () => "a word about its sound",
      (then) => this.#asking.set(token, then),
    );
    return [...data.matchAll(/ rcvd=(\d+)/g)].reduce((sum, [, count]) => sum + Number(count), 0);
  }

  /** The recording of its newest call, when there is one. */
  #newest(): string | undefined {
    const folder = join(this.#folder, "heard");
    const names = readdirSync(folder).filter((name) => name.endsWith("-dec.wav"));
    const name = names.sort().at(-1);
    return name && join(folder, name);
  }

  async stop(): Promise<void> {
    const gone = once(this.#program, "exit");
    this.#says("quit");
    if (this.#program.exitCode === null) this.#program.kill("SIGTERM");
    await gone;
    this.#control.destroy();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Without a word to anybody: it is switched off, or out of reach. */
  async vanishes(): Promise<void> {
    const gone = once(this.#program, "exit");
    this.#program.kill("SIGKILL");
    await gone;
    this.#control.destroy();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** As a netstring of JSON (module ctrl_tcp). */
  #says(command: string, params?: string, token?: string): void {
    const text = JSON.stringify({ command, params, token });
    this.#control.write(`${Buffer.byteLength(text)}:${text},`);
  }

  #hears(text: string): void {
    this.#text += text;
    for (let colon = this.#text.indexOf(":"); colon > 0; colon = this.#text.indexOf(":")) {
      const length = Number(this.#text.slice(0, colon));
      if (this.#text.length < colon + length + 2) return;
      this.#takes(JSON.parse(this.#text.slice(colon + 1, colon + 1 + length)) as Told);
      this.#text = this.#text.slice(colon + length + 2);
    }
  }

  /** A registration may be done before anybody is connected to whom events are told: what is printed says so. */
  #registeredAtOnce(): void {
    const type = "REGISTER_OK";
    if (!this.#told.some((event) => event.type === type)) this.#takes({ type });
  }

  #takes(event: Told): void {
    if (event.token !== undefined) {
      this.#asking.get(event.token)?.(event.data ?? "");
      this.#asking.delete(event.token);
    }
    this.#told.push(event);
    for (const one of [...this.#waiting])
      if (one.type === event.type && this.#told.length > one.from) {
        this.#waiting.splice(this.#waiting.indexOf(one), 1);
        one.then(event);
      }
  }
}

/** As it prints it: `{0/UDP/v4} 200 OK () [1 binding]`. */
const isRegistered = / 200 OK .*\[\d+ bindings?\]/;

/** A WAV file's length so far, by its size: a header is finished last. */
function secondsIn(file: string): number {
  const header = Buffer.alloc(44);
  const from = openSync(file, "r");
  const read = readSync(from, header);
  closeSync(from);
  return read < 44 ? 0 : (statSync(file).size - 44) / header.readUInt32LE(28);
}

/** It says so when everything listens. */
async function ready(program: ChildProcess): Promise<void> {
  let said = "";
  await new Promise<void>((resolve, reject) => {
    const hear = (text: unknown): void => {
      said += String(text);
      if (said.includes("baresip is ready")) resolve();
    };
    program.stdout?.on("data", hear);
    program.stderr?.on("data", hear);
    program.once("exit", () => reject(new Error(`baresip did not start: ${said.slice(-800)}`)));
    program.once("error", reject);
  });
}

const codecModules = ["g711", "g722", "opus", "aufile", "ausine", "aubridge", "sndfile", "srtp"];

function writeFolder(folder: string, options: BaresipOptions, port: number, control: number): void {
  const { name, tone, identity, more = "" } = options;
  mkdirSync(join(folder, "heard"));
  const shown = join(folder, "identity.pem");
  if (identity) writeFileSync(shown, `${identity.certificate}${identity.key}`);
  const lines = [
    "poll_method epoll",
    `sip_listen 127.0.0.1:${port}`,
    identity ? `sip_certificate ${shown}` : "",
    "net_interface 127.0.0.1",
    "call_local_timeout 120",
    "call_max_calls 10",
    `audio_player aubridge,${name}-nobody`,
    `audio_source ausine,${tone}`,
    `audio_alert aubridge,${name}-bell`,
    "ausrc_srate 48000",
    "ausrc_channels 2",
    "audio_level no",
    "audio_buffer 20-160",
    "rtp_ports 20000-40000",
    "rtcp_mux no",
    "jitter_buffer_delay 5-10",
    `module_path ${folderOfModules}`,
    ...codecModules.map((module) => `module ${module}.so`),
    "module_tmp uuid.so",
    "module_tmp account.so",
    ...["contact", "debug_cmd", "menu", "ctrl_tcp"].map((module) => `module_app ${module}.so`),
    `snd_path ${join(folder, "heard")}`,
    `ctrl_tcp_listen 127.0.0.1:${control}`,
    "ringback_disabled yes",
    "menu_bell no",
    "opus_stereo no",
    "opus_sprop_stereo no",
    more,
  ];
  writeFileSync(join(folder, "config"), `${lines.join("\n")}\n`);
  writeFileSync(join(folder, "accounts"), `${accountLine(options, port)}\n`);
  writeFileSync(join(folder, "contacts"), "");
}

function accountLine(options: BaresipOptions, port: number): string {
  const {
    user = "phone",
    aor = `sip:${user}@127.0.0.1:${port}`,
    login,
    server,
    transport = "udp",
  } = options;
  const { answers = "manual", codecs } = options;
  const params = [
    login === undefined ? "" : `;auth_user=${login.user}`,
    `;auth_pass=${login?.password ?? ""}`,
    server === undefined ? "" : `;outbound="sip:127.0.0.1:${server};transport=${transport}"`,
    `;regint=${server === undefined ? 0 : 600}`,
    `;answermode=${answers}`,
    codecs === undefined ? "" : `;audio_codecs=${codecs}`,
    options.encrypts ? ";mediaenc=srtp-mand" : "",
  ];
  return `<${aor};transport=${transport}>${params.join("")}`;
}

/** One that was free a moment ago. */
export async function freeTcpPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}

/** baresip listens for TLS one port above. */
async function freePair(): Promise<number> {
  for (let turn = 0; turn < 50; turn++) {
    const port = await freeTcpPort();
    if (port < 65_535 && (await isFree(port + 1))) return port;
  }
  throw new Error("no two free ports side by side");
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
