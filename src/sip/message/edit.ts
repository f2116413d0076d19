import { Cursor } from "#sip/message/cursor.ts";
import { nameId, unknownName } from "#sip/message/headerNames.ts";
import { ending, headerText, requestLine, requestOf, responseOf } from "#sip/message/make.ts";
import type {
  Edit,
  HeaderLine,
  SipMessage,
  SipRequest,
  SipResponse,
  Span,
} from "#sip/message/message.ts";
import type { Piece } from "#sip/message/pieces.ts";

/** Applies all edits at once: names them by place, then copies the message around them. */
export function edited(message: SipRequest, edits: readonly Edit[]): SipRequest;
export function edited(message: SipResponse, edits: readonly Edit[]): SipResponse;
export function edited(message: SipMessage, edits: readonly Edit[]): SipMessage;
export function edited(message: SipMessage, edits: readonly Edit[]): SipMessage {
  const changes = edits.flatMap((edit) => changesFor(message, edit));
  const pieces = spliced(message.bytes, changes);
  return message.kind === "request"
    ? requestOf(message.method, pieces)
    : responseOf(message.status, pieces);
}

/** Bytes [start, end) give way to `by`. Equal places keep the order of the edits. */
interface Change extends Span {
  readonly by: readonly Piece[];
}

function spliced(bytes: Uint8Array, changes: readonly Change[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { start, end, by } of changes.toSorted((a, b) => a.start - b.start)) {
    if (start > at) pieces.push(bytes.subarray(at, start));
    pieces.push(...by);
    at = Math.max(at, end);
  }
  pieces.push(bytes.subarray(at));
  return pieces;
}

function changesFor(message: SipMessage, edit: Edit): readonly Change[] {
  switch (edit.edit) {
    case "set":
      return setLine(message, edit.line);
    case "prepend":
      return [insert(message.spans(edit.line.name)[0]?.start ?? headStart(message), edit.line)];
    case "append":
      return [insert(linesEnd(message), edit.line)];
    case "replaceFirst":
      return replaceFirst(message, edit.line.name, edit.line);
    case "removeFirst":
      return removeFirst(message, edit.name, edit.count ?? 1);
    case "remove":
      return message.spans(edit.name).map((span) => ({ ...span, by: [] }));
    case "uri":
      return message.kind === "request"
        ? [{ start: 0, end: headStart(message), by: [requestLine(message.method, edit.uri)] }]
        : [];
    case "body":
      return setBody(message, edit.body, edit.contentType);
  }
}

const insert = (at: number, line: HeaderLine): Change => ({
  start: at,
  end: at,
  by: [headerText(line)],
});

/** Where the header lines start, and where they end. */
const headStart = (message: SipMessage): number =>
  message.spans()[0]?.start ?? message.bytes.indexOf(10) + 1;
const linesEnd = (message: SipMessage): number =>
  message.spans().at(-1)?.end ?? message.bytes.indexOf(10) + 1;

function setLine(message: SipMessage, line: HeaderLine): readonly Change[] {
  const [first, ...others] = message.spans(line.name);
  if (first === undefined) return [insert(linesEnd(message), line)];
  return [{ ...first, by: [headerText(line)] }, ...others.map((span) => ({ ...span, by: [] }))];
}

/** The first value may share its line with others (RFC 3261 §7.3.1), which then stay, in a line of their own. */
function replaceFirst(message: SipMessage, name: string, line: HeaderLine): readonly Change[] {
  const span = message.spans(name)[0];
  if (span === undefined) return [insert(headStart(message), line)];
  return [
    { ...span, by: [headerText(line), ...kept(name, restOfList(name, first(message, name)))] },
  ];
}

/** So many values from the top, in one line or in several. */
function removeFirst(message: SipMessage, name: string, count: number): readonly Change[] {
  const changes: Change[] = [];
  const texts = message.lines(name);
  let left = count;
  for (const [i, span] of message.spans(name).entries()) {
    if (left === 0) break;
    let rest: string | undefined = texts[i] ?? "";
    for (; left > 0 && rest !== undefined; left--) rest = restOfList(name, rest);
    changes.push({ ...span, by: kept(name, rest) });
  }
  return changes;
}

const first = (message: SipMessage, name: string): string => message.lines(name)[0] ?? "";

const kept = (name: string, text: string | undefined): readonly Piece[] =>
  text === undefined ? [] : [headerText({ name, text })];

/** Headers of which one line may hold several values. */
const lists = new Set(
  ["Via", "Route", "Record-Route", "Path", "Service-Route", "Contact", "Diversion", "History-Info"]
    .concat("P-Asserted-Identity")
    .map(nameId),
);

/** What stands behind the first comma that parts two values. */
function restOfList(name: string, text: string): string | undefined {
  const id = nameId(name);
  if (id === unknownName || !lists.has(id)) return undefined;
  const cursor = new Cursor(text);
  for (cursor.upTo(',<"'); !cursor.stands(","); cursor.upTo(',<"')) {
    if (cursor.stands("<")) cursor.upTo(">");
    else if (cursor.quotedString() === undefined) return undefined; // the end, too
  }
  return text.slice(cursor.at + 1).trim();
}

function setBody(
  message: SipMessage,
  body: Uint8Array,
  contentType: string | undefined,
): readonly Change[] {
  const dropped = message.spans("Content-Length").map((span) => ({ ...span, by: [] }));
  const type =
    contentType === undefined ? [] : setLine(message, { name: "Content-Type", text: contentType });
  const end = { start: linesEnd(message), end: message.bytes.length, by: ending(body) };
  return [...dropped, ...type, end];
}
