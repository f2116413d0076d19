/**
 * server/mgcp: our half of the Media Gateway Control Protocol (RFC 3435) with the packages of
 * RFC 3660: a call agent for analogue gateways. This file is what a message is: text from the wire
 * → value and back. Parameter values stay text here; `eventList.ts` and `digitMap.ts` read those
 * that have a grammar of their own. Knows no sockets, no transactions and no lines.
 */
import { fromUtf8, utf8 } from "#kit/bytes.ts";
import { failWith, ok, type Result } from "#kit/result.ts";

/** `local@domain`; the local part may hold wildcards (RFC 3435 §2.1.2). */
export interface EndpointName {
  readonly local: string;
  readonly domain: string;
}

/** `name` in capitals: `K`, `X`, `RM`, `X-VENDOR`, `PKG/EXT`. */
export interface Parameter {
  readonly name: string;
  readonly value: string;
}

interface Content {
  /** 1 to 999999999, chosen by who commands. */
  readonly id: number;
  readonly parameters: readonly Parameter[];
  /** Session descriptions, each as text; two in the answer to a CRCX with a second endpoint. */
  readonly descriptions: readonly string[];
}

export interface Command extends Content {
  readonly is: "command";
  /** Four letters: RQNT, NTFY, CRCX … */
  readonly verb: string;
  readonly endpoint: EndpointName;
  /** Behind the version: `NCS 1.0`. */
  readonly profile?: string;
}

export interface Response extends Content {
  readonly is: "response";
  /** 000 acknowledges, 1xx is provisional, the others are final (RFC 3435 §2.4). */
  readonly code: number;
  /** Whose code it is, for 8xx. */
  readonly package?: string;
  readonly comment?: string;
}

export type Message = Command | Response;

/** What cannot be read; `command` is the transaction that may still be answered (510). */
export interface Unreadable {
  readonly code: string;
  readonly detail: string;
  readonly command?: number;
}
export type Read = Result<Message, Unreadable>;

/** An honest datagram has 4000 octets at most (RFC 3435 §3.5.4). */
export const most = {
  octets: 16_384,
  messages: 20,
  parameters: 60,
  line: 4000,
  name: 64,
  local: 255,
  domain: 255,
  descriptions: 2,
} as const;

export const mostId = 999_999_999;

/** The value of the first parameter of that name; undefined: there is none. */
export const parameterOf = (message: Message, name: string): string | undefined =>
  message.parameters.find((one) => one.name === name)?.value;

/** Local names are compared without case (RFC 3435 §3.2.1.3). */
export const endpointText = ({ local, domain }: EndpointName): string => `${local}@${domain}`;

/** All messages of one datagram, in order: piggybacked ones are parted by a line with a dot (§3.5.5). */
export function parseDatagram(bytes: Uint8Array): readonly Read[] {
  if (bytes.length > most.octets) return [wrong("mgcp.tooBig", `${bytes.length} octets`)];
  const lines = fromUtf8(bytes).split(/\r\n|\n|\r/);
  const parts = partsOf(lines);
  if (parts.length > most.messages) return [wrong("mgcp.tooBig", `${parts.length} messages`)];
  return parts.map(parseLines);
}

/** One datagram of these messages. */
export const formatDatagram = (messages: readonly Message[]): Uint8Array =>
  utf8(messages.map(formatMessage).join(".\r\n"));

function partsOf(lines: readonly string[]): readonly (readonly string[])[] {
  const parts: string[][] = [[]];
  for (const line of lines) {
    if (line.trim() === ".") parts.push([]);
    else parts.at(-1)?.push(line);
  }
  return parts.map(trimmed).filter((part) => part.length > 0);
}

/** Without the empty lines before and behind. */
function trimmed(lines: readonly string[]): readonly string[] {
  const first = lines.findIndex((line) => line.trim() !== "");
  const last = lines.findLastIndex((line) => line.trim() !== "");
  return first < 0 ? [] : lines.slice(first, last + 1);
}

/* One message. */

const COMMAND = /^([a-z0-9]{4})[ \t]+([0-9]{1,9})[ \t]+(\S+)[ \t]+MGCP[ \t]+([0-9]+)\.[0-9]+(.*)$/i;
const RESPONSE = /^([0-9]{3})[ \t]+([0-9]{1,9})(?:[ \t]+\/([^ \t/]+))?(?:[ \t]+(.*))?$/;

function parseLines(lines: readonly string[]): Read {
  const [first = "", ...rest] = lines;
  const head = /^[0-9]{3}[ \t]/.test(first) ? responseLine(first) : commandLine(first);
  if (!head.ok) return head;
  const content = contentOf(rest);
  if (content.ok) return ok({ ...head.value, ...content.value });
  const { code, detail } = content.problem;
  return wrong(code, detail, head.value.is === "command" ? head.value.id : undefined);
}

function commandLine(line: string): Result<Omit<Command, keyof Omit<Content, "id">>, Unreadable> {
  const parts = COMMAND.exec(line);
  if (!parts) return wrong("mgcp.badCommandLine", line.slice(0, 100), idIn(line));
  const [, verb = "", idText = "", name = "", major, rest = ""] = parts;
  const id = Number(idText);
  const endpoint = endpointOf(name);
  const profile = rest.trim();
  if (id === 0) return wrong("mgcp.badTransactionId", idText);
  if (major !== "1") return wrong("mgcp.badVersion", line.slice(0, 100), id);
  if (!endpoint) return wrong("mgcp.badEndpoint", name.slice(0, 100), id);
  if (rest !== "" && !/^[ \t]/.test(rest)) return wrong("mgcp.badVersion", line.slice(0, 100), id);
  const said = profile === "" ? {} : { profile };
  return ok({ is: "command", verb: verb.toUpperCase(), id, endpoint, ...said });
}

/** Of a command that has at least that. */
function idIn(line: string): number | undefined {
  const id = Number(/^[a-z0-9]{4}[ \t]+([0-9]{1,9})\b/i.exec(line)?.[1] ?? 0);
  return id === 0 ? undefined : id;
}

function responseLine(line: string): Result<Omit<Response, keyof Omit<Content, "id">>, Unreadable> {
  const parts = RESPONSE.exec(line);
  if (!parts || Number(parts[2]) === 0) return wrong("mgcp.badResponseLine", line.slice(0, 100));
  const [, code, id, scope, comment] = parts;
  return ok({
    is: "response",
    code: Number(code),
    id: Number(id),
    ...(scope !== undefined && { package: scope.toUpperCase() }),
    ...(comment?.trim() && { comment: comment.trim() }),
  });
}

/** RFC 3435 §3.2.1.3: the local part in terms between slashes, a name or an address behind the @. */
export function endpointOf(text: string): EndpointName | undefined {
  const [, local = "", domain = ""] = /^([^@\s]+)@([^@\s]+)$/.exec(text) ?? [];
  if (local.length > most.local || domain.length > most.domain) return undefined;
  const isLocal = /^[!-~]+$/.test(local) && !/^\/|\/$|\/\//.test(local);
  const isDomain = /^([a-z0-9.-]+|#[0-9]+|\[[0-9a-f:.]+\])$/i.test(domain);
  return isLocal && isDomain ? { local, domain } : undefined;
}

function contentOf(
  lines: readonly string[],
): Result<Pick<Content, "parameters" | "descriptions">, Unreadable> {
  const end = lines.findIndex((line) => line.trim() === "");
  const head = end < 0 ? lines : lines.slice(0, end);
  if (head.length > most.parameters) return wrong("mgcp.tooBig", `${head.length} parameters`);
  const parameters: Parameter[] = [];
  for (const line of head) {
    const [, name = "", value = ""] = /^[ \t]*([^\s:]+)[ \t]*:(.*)$/.exec(line) ?? [];
    if (line.length > most.line) return wrong("mgcp.tooBig", `a line of ${line.length} octets`);
    if (!isParameterName(name)) return wrong("mgcp.badParameter", line.slice(0, 100));
    parameters.push({ name: name.toUpperCase(), value: value.trim() });
  }
  return described(end < 0 ? [] : lines.slice(end + 1), parameters);
}

/** A letter or two, `X-…` and `X+…` of vendors, `package/…` (RFC 3435 §3.2.2). */
const isParameterName = (name: string): boolean =>
  name.length <= most.name &&
  /^([a-z][a-z0-9]?|X[-+][!-.0-9;-~]+|[a-z0-9-]+\/[!-.0-9;-~]+)$/i.test(name);

function described(
  lines: readonly string[],
  parameters: readonly Parameter[],
): Result<Pick<Content, "parameters" | "descriptions">, Unreadable> {
  const descriptions: string[][] = [];
  let open = false;
  for (const line of lines) {
    const text = line.trim();
    if (line.length > most.line) return wrong("mgcp.tooBig", `a line of ${line.length} octets`);
    if (text === "") open = false;
    else if (!/^[a-z]=/.test(text)) return wrong("mgcp.badDescription", text.slice(0, 100));
    else if (open) descriptions.at(-1)?.push(text);
    else descriptions.push([text]);
    open = text !== "";
  }
  if (descriptions.length > most.descriptions)
    return wrong("mgcp.tooBig", `${descriptions.length} session descriptions`);
  return ok({ parameters, descriptions: descriptions.map((one) => one.map(ended).join("")) });
}

const ended = (line: string): string => `${line}\r\n`;

const wrong = (code: string, detail: string, command?: number): Result<never, Unreadable> =>
  failWith({ code, detail, ...(command !== undefined && { command }) });

/* The way out. */

function formatMessage(message: Message): string {
  const { parameters, descriptions } = message;
  const lines = parameters.map(({ name, value }) =>
    value === "" ? `${name}:` : `${name}: ${value}`,
  );
  const head = [firstLine(message), ...lines].map(ended).join("");
  return [head, ...descriptions].join("\r\n");
}

function firstLine(message: Message): string {
  const id = String(message.id);
  if (message.is === "command") {
    const { verb, endpoint, profile } = message;
    return [verb, id, endpointText(endpoint), "MGCP 1.0", profile].filter(isSaid).join(" ");
  }
  const { code, package: scope, comment } = message;
  const whose = scope === undefined ? undefined : `/${scope}`;
  return [String(code).padStart(3, "0"), id, whose, comment].filter(isSaid).join(" ");
}

const isSaid = (word: string | undefined): word is string => word !== undefined;
