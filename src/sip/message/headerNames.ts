/** The header names we know, with their compact forms (RFC 3261 §7.3.3 and the IANA list), found from bytes. */
const known = `
Via=v From=f To=t Call-ID=i CSeq Contact=m Max-Forwards Content-Length=l Content-Type=c Route
Record-Route User-Agent Allow Supported=k Expires Require Proxy-Require Accept Authorization
Proxy-Authorization WWW-Authenticate Proxy-Authenticate Date Reason Replaces Refer-To=r
Referred-By=b RAck RSeq Session-Expires=x Min-SE Min-Expires Event=o Subscription-State
Allow-Events=u Alert-Info Call-Info Privacy P-Asserted-Identity P-Preferred-Identity Diversion
History-Info Retry-After Warning Server Unsupported Subject=s Timestamp Path Service-Route
Content-Encoding=e Content-Disposition Content-Language Accept-Encoding Accept-Language
MIME-Version Organization Priority In-Reply-To Reply-To Error-Info Authentication-Info
Accept-Contact=a Reject-Contact=j Request-Disposition=d Identity=y Identity-Info=n Flow-Timer
SIP-ETag SIP-If-Match Join Target-Dialog Refer-Sub Info-Package Recv-Info Geolocation
P-Associated-URI P-Called-Party-ID Security-Client Security-Server Security-Verify`
  .trim()
  .split(/\s+/);

/** Names one header of the table; 0 is no name of the table. */
export type NameId = number;
export const unknownName: NameId = 0;

const longNames: string[] = [""];
const byText = new Map<string, NameId>();
const buckets: { readonly name: Uint8Array; readonly id: NameId }[][] = Array.from(
  { length: 512 },
  () => [],
);

const lower = (byte: number): number => (byte >= 65 && byte <= 90 ? byte + 32 : byte);
/** One step of the hash that `nameIdAt` looks names up by. */
const mix = (hash: number, byte: number): number => (hash * 31 + (byte | 32)) & 0x3fffffff;

function learn(name: string, id: NameId): void {
  byText.set(name, id).set(name.toLowerCase(), id);
  const bytes = Uint8Array.from(name.toLowerCase(), (char) => char.charCodeAt(0));
  buckets[bytes.reduce(mix, 0) & 511]?.push({ name: bytes, id });
}

for (const entry of known) {
  const [long = "", compact] = entry.split("=");
  const id = longNames.push(long) - 1;
  learn(long, id);
  if (compact !== undefined) learn(compact, id);
}

/** The long form as the RFC writes it; "" for `unknownName`. */
export const longName = (id: NameId): string => longNames[id] ?? "";

/** By its text in any case, long or compact. */
export const nameId = (name: string): NameId =>
  byText.get(name) ?? byText.get(name.toLowerCase()) ?? unknownName;

/** By the bytes in [start, end). */
export function nameIdAt(bytes: Uint8Array, start: number, end: number): NameId {
  let hash = 0;
  for (let at = start; at < end; at++) hash = mix(hash, bytes[at] ?? 0);
  const bucket = buckets[hash & 511] ?? [];
  for (const { name, id } of bucket) if (isName(bytes, start, end, name)) return id;
  return unknownName;
}

function isName(bytes: Uint8Array, start: number, end: number, name: Uint8Array): boolean {
  if (end - start !== name.length) return false;
  for (let i = 0; i < name.length; i++) if (lower(bytes[start + i] ?? 0) !== name[i]) return false;
  return true;
}
