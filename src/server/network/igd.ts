/** A router that speaks UPnP (Internet Gateway Device 1 and 2): found by SSDP, asked by SOAP. Texts only; no entity is ever resolved. */
import { fromUtf8, utf8 } from "#kit/bytes.ts";
import { bareHost } from "#kit/ipAddress.ts";
import { elements, nameOf, type XmlElement, xmlRoot } from "#server/xml.ts";
import type { Asked } from "./mapped.ts";

/** UDA 1.1 §1.3.2. */
export const search = (): Uint8Array =>
  utf8(
    [
      "M-SEARCH * HTTP/1.1",
      "HOST: 239.255.255.250:1900",
      'MAN: "ssdp:discover"',
      "MX: 2",
      "ST: urn:schemas-upnp-org:device:InternetGatewayDevice:1",
      "",
      "",
    ].join("\r\n"),
  );

/** Where the device describes itself; only ever at the machine that answered, by HTTP. */
export function readSearchAnswer(data: Uint8Array, from: string): URL | undefined {
  const lines = fromUtf8(data.subarray(0, 4096)).split(/\r?\n/);
  if (!/^HTTP\/1\.[01] 200\b/.test(lines[0] ?? "")) return undefined;
  const value = (name: string): string =>
    lines.find((line) => line.toLowerCase().startsWith(`${name}:`))?.slice(name.length + 1) ?? "";
  if (!value("st").includes(":InternetGatewayDevice:")) return undefined;
  return sameHost(value("location").trim(), from);
}

const sameHost = (text: string, host: string, base?: string): URL | undefined => {
  const url = URL.parse(text, base);
  const there = host.includes(":") ? `[${host}]` : host;
  return url?.protocol === "http:" && url.hostname === there && url.username === ""
    ? url
    : undefined;
};

/** Where mappings are asked for, and as what. */
export interface IgdService {
  readonly control: URL;
  readonly type: string;
}

const wanted = /^urn:schemas-upnp-org:service:WAN(IP|PPP)Connection:[12]$/;

/** Undefined: no description, none of a router's, or one that sends us elsewhere. */
export function readDescription(text: string, at: URL): IgdService | undefined {
  const root = xmlRoot(text);
  if (!root) return undefined;
  const base = textIn(root, "urlbase");
  const host = bareHost(at.hostname);
  for (const service of all(root, "service")) {
    const type = textIn(service, "servicetype") ?? "";
    const path = textIn(service, "controlurl") ?? "";
    if (!wanted.test(type) || path === "") continue;
    const control = sameHost(path, host, (base && URL.parse(base)?.href) || at.href);
    if (control) return { control, type };
  }
  return undefined;
}

/** UPnP's own number of what went wrong; 0: it did not say. */
export type IgdAnswer =
  | { readonly ok: true; readonly values: ReadonlyMap<string, string> }
  | { readonly ok: false; readonly code: number };

/** The router keeps what has no end, and nothing else (WANIPConnection §2.4.16). */
export const onlyPermanent = 725;

export function readSoapAnswer(text: string): IgdAnswer {
  const root = xmlRoot(text);
  const body = root && all(root, "body")[0];
  if (!body) return { ok: false, code: 0 };
  const fault = all(body, "fault")[0];
  if (fault) return { ok: false, code: Number(textIn(fault, "errorcode") ?? 0) || 0 };
  const [answer] = elements(body);
  const values = answer
    ? elements(answer).map((one) => [nameOf(one), one.text.trim()] as const)
    : [];
  return { ok: true, values: new Map(values) };
}

export interface SoapRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export const externalAddress = (type: string): SoapRequest =>
  soap(type, "GetExternalIPAddress", {});

export const addMapping = (type: string, { protocol, client, port, outer, lifetime }: Asked) =>
  soap(type, "AddPortMapping", {
    NewRemoteHost: "",
    NewExternalPort: String(outer),
    NewProtocol: protocol.toUpperCase(),
    NewInternalPort: String(port),
    NewInternalClient: client,
    NewEnabled: "1",
    NewPortMappingDescription: "Ringwise",
    NewLeaseDuration: String(lifetime),
  });

export const deleteMapping = (type: string, { protocol, outer }: Asked) =>
  soap(type, "DeletePortMapping", {
    NewRemoteHost: "",
    NewExternalPort: String(outer),
    NewProtocol: protocol.toUpperCase(),
  });

/** All values are numbers, addresses and words of ours: nothing has to be escaped. */
function soap(type: string, action: string, values: Readonly<Record<string, string>>): SoapRequest {
  const inner = Object.entries(values).map(([name, value]) => `<${name}>${value}</${name}>`);
  const body =
    '<?xml version="1.0"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" ' +
    's:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"><s:Body>' +
    `<u:${action} xmlns:u="${type}">${inner.join("")}</u:${action}></s:Body></s:Envelope>`;
  const headers = {
    "content-type": 'text/xml; charset="utf-8"',
    soapaction: `"${type}#${action}"`,
  };
  return { headers, body: utf8(body) };
}

/** All of that name, however deep; a router's description has a few dozen elements. */
function all(of: XmlElement, name: string): readonly XmlElement[] {
  const found: XmlElement[] = [];
  const left = [...elements(of)];
  for (let one = left.shift(); one && found.length < 100; one = left.shift()) {
    if (nameOf(one) === name) found.push(one);
    left.push(...elements(one));
  }
  return found;
}

const textIn = (of: XmlElement, name: string): string | undefined => all(of, name)[0]?.text.trim();
