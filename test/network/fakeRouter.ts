/** A home router for tests, on any network: PCP, NAT-PMP and UPnP, and whatever a hostile one would say. */
import {
  concat,
  fromUtf8,
  readUint16,
  readUint32,
  utf8,
  writeUint16,
  writeUint32,
} from "#kit/bytes.ts";
import { addressBytes, sixteenBytes } from "#kit/ipAddress.ts";
import type { RouterPlaces } from "#server/network/portMapper.ts";
import type { HttpAnswer, HttpRequest } from "#world/http.ts";
import type { Address, Network, UdpSocket } from "#world/network.ts";

export interface FakeRouter {
  readonly places: RouterPlaces;
  /** `udp 5060 → 198.51.100.1:5060 for 7200`, as they are now. */
  mappings(): readonly string[];
  /** Its web pages: description and SOAP. */
  serve(request: Pick<HttpRequest, "method" | "headers" | "body">): Partial<HttpAnswer>;
  close(): void;
}

export interface FakeRouterOptions {
  readonly speaks: readonly ("pcp" | "natPmp" | "upnp")[];
  readonly outer?: string;
  /** Each answer as it really leaves: cut, blown up, twisted, or not at all. */
  readonly twist?: (answer: Uint8Array) => Uint8Array | undefined;
  /** Where its description is said to be. */
  readonly location?: (own: string) => string;
  readonly description?: (own: string) => string;
  /** UPnP: leases without an end alone. */
  readonly permanentOnly?: boolean;
  /** PCP and NAT-PMP results. */
  readonly result?: number;
  /** Of its web pages. */
  readonly webPort?: number;
}

const names = new Map([
  [1, "udp"],
  [2, "tcp"],
  [6, "tcp"],
  [17, "udp"],
]);

export async function fakeRouter(
  network: Network,
  host: string,
  options: FakeRouterOptions,
): Promise<FakeRouter> {
  const { outer = "198.51.100.1", twist = (it) => it, result = 0, speaks } = options;
  const held = new Map<string, string>();
  const control = await open(network, { host, port: 0 });
  const search = await open(network, { host, port: 0 });
  const own = `${host}:${options.webPort ?? 80}`;

  function keep(protocol: number, port: number, lifetime: number): void {
    const key = `${names.get(protocol)} ${port}`;
    if (lifetime === 0) held.delete(key);
    else held.set(key, `${key} → ${outer}:${port} for ${lifetime}`);
  }
  function pcp(asked: Uint8Array): Uint8Array {
    const answer = asked.slice(0, 60);
    answer[1] = 0x81;
    answer[3] = result;
    answer.set(sixteenBytes(outer) ?? [], 44);
    writeUint16(answer, 42, readUint16(asked, 40) ?? 0);
    if (result === 0) keep(asked[36] ?? 0, readUint16(asked, 40) ?? 0, readUint32(asked, 4) ?? 0);
    return answer;
  }
  function natPmp(asked: Uint8Array): Uint8Array {
    const head = Uint8Array.of(0, 128 + (asked[1] ?? 0), 0, result, 0, 0, 0, 9);
    if (asked[1] === 0) return concat([head, addressBytes(outer) ?? new Uint8Array(4)]);
    if (result === 0) keep(asked[1] ?? 0, readUint16(asked, 4) ?? 0, readUint32(asked, 8) ?? 0);
    const tail = new Uint8Array(8);
    tail.set(asked.subarray(4, 6));
    tail.set(asked.subarray(4, 6), 2);
    tail.set(asked.subarray(8, 12), 4);
    return concat([head, tail]);
  }
  const say = sayer(twist);
  control.receive((data, from) => {
    if (data[0] === 2 && speaks.includes("pcp")) say(control, pcp(data), from);
    else if (data[0] === 2 && speaks.includes("natPmp")) {
      const version = new Uint8Array(8);
      version.set([0, 128, 0, 1]);
      writeUint32(version, 4, 9);
      say(control, version, from);
    } else if (data[0] === 0 && speaks.includes("natPmp")) say(control, natPmp(data), from);
  });
  search.receive((data, from) => {
    if (!speaks.includes("upnp") || !fromUtf8(data).startsWith("M-SEARCH * HTTP/1.1\r\n")) return;
    const location = options.location?.(own) ?? `http://${own}/root.xml`;
    const st = "urn:schemas-upnp-org:device:InternetGatewayDevice:1";
    say(search, utf8(`HTTP/1.1 200 OK\r\nST: ${st}\r\nLOCATION: ${location}\r\n\r\n`), from);
  });
  return {
    places: { control: control.local, search: search.local },
    mappings: () => [...held.values()],
    serve({ method, headers, body = new Uint8Array() }) {
      if (method === "GET") return { body: utf8(options.description?.(own) ?? description()) };
      const action = /#(\w+)"/.exec(headers["soapaction"] ?? "")?.[1] ?? "";
      return soap(action, fromUtf8(body), { outer, keep, options });
    },
    close() {
      control.close();
      search.close();
    },
  };
}

const sayer =
  (twist: (answer: Uint8Array) => Uint8Array | undefined) =>
  (socket: UdpSocket, answer: Uint8Array, to: Address): void => {
    const left = twist(answer);
    if (left) socket.send(left, to);
  };

const ianaNumber = { UDP: 17, TCP: 6 } as const;

interface Within {
  readonly outer: string;
  readonly keep: (protocol: number, port: number, lifetime: number) => void;
  readonly options: FakeRouterOptions;
}

function soap(action: string, body: string, { outer, keep, options }: Within): Partial<HttpAnswer> {
  const value = (name: string): string =>
    new RegExp(`<${name}>(.*?)</${name}>`).exec(body)?.[1] ?? "";
  const protocol = ianaNumber[value("NewProtocol") as "UDP"] ?? 0;
  const lease = Number(value("NewLeaseDuration"));
  if (action === "AddPortMapping") {
    if (options.permanentOnly && lease !== 0)
      return {
        status: 500,
        body: utf8(
          envelope(
            "<s:Fault><detail><UPnPError><errorCode>725</errorCode></UPnPError></detail></s:Fault>",
          ),
        ),
      };
    keep(protocol, Number(value("NewExternalPort")), lease || 1e9);
  }
  if (action === "DeletePortMapping") keep(protocol, Number(value("NewExternalPort")), 0);
  const inner =
    action === "GetExternalIPAddress"
      ? `<NewExternalIPAddress>${outer}</NewExternalIPAddress>`
      : "";
  return {
    body: utf8(envelope(`<u:${action}Response xmlns:u="x">${inner}</u:${action}Response>`)),
  };
}

const envelope = (inner: string): string =>
  `<?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${inner}</s:Body></s:Envelope>`;

export const description = (control = "/upnp/control"): string =>
  `<?xml version="1.0"?><root xmlns="urn:schemas-upnp-org:device-1-0"><device><deviceList><device><deviceList><device><serviceList>
  <service><serviceType>urn:schemas-upnp-org:service:WANIPConnection:1</serviceType><controlURL>${control}</controlURL></service>
  </serviceList></device></deviceList></device></deviceList></device></root>`;

async function open(network: Network, at: Address): Promise<UdpSocket> {
  const socket = await network.udp(at);
  if (!socket.ok) throw new Error(socket.problem.detail);
  return socket.value;
}
