import { serverHost } from "../phones/person.ts";
import { type Written, written } from "./stranger.ts";
import { domain } from "./village.ts";

/** What nobody should send to an exchange, and what becomes of it. */
export interface Bad {
  readonly what: string;
  readonly sends: (host: string, n: number) => string;
  /** The status of the answer; 0: none. */
  readonly answer: number;
  /** Under which name it is counted. */
  readonly counted: string;
  /** It goes on to the member, who is busy: what must not be in it then. */
  readonly without?: RegExp;
}

const bad = (
  what: string,
  of: Written | ((host: string, n: number) => Written),
  [answer, counted, without]: readonly [number, string, RegExp?],
): Bad => ({
  ...{ what, answer, counted, ...(without && { without }) },
  sends: (host, n) => written(host, n, typeof of === "function" ? of(host, n) : of),
});

/** The same request with its bytes changed. */
const changed = (
  what: string,
  change: (text: string) => string,
  [answer, counted]: readonly [number, string],
): Bad => ({ what, answer, counted, sends: (host, n) => change(written(host, n)) });

const token = `rw.${"A".repeat(60)}.${"B".repeat(16)}`;
const ours = `sip:${token}@${serverHost}:5060;lr`;

const identity: readonly Bad[] = [
  bad("P-Asserted-Identity", { lines: [`P-Asserted-Identity: <sip:ben@${domain}>`] }, [
    486,
    "strangersWord",
    /P-Asserted-Identity/i,
  ]),
  bad("Remote-Party-ID", { lines: [`Remote-Party-ID: <sip:ben@${domain}>;party=calling`] }, [
    486,
    "strangersWord",
    /Remote-Party-ID/i,
  ]),
  bad("P-Preferred-Identity", { lines: [`P-Preferred-Identity: <sip:ben@${domain}>`] }, [
    486,
    "strangersWord",
    /P-Preferred-Identity/i,
  ]),
  bad("History-Info", { lines: [`History-Info: <sip:ben@${domain}>;index=1`] }, [
    486,
    "strangersWord",
    /sip:ben@/,
  ]),
  bad("P-Called-Party-ID", { lines: ["P-Called-Party-ID: <sip:ben@pine.example>"] }, [
    486,
    "strangersWord",
    /pine\.example/,
  ]),
  bad("a user's From without a password", { from: `<sip:ben@${domain}>` }, [407, ""]),
];

const routes: readonly Bad[] = [
  bad("a Route to somebody else", { lines: ["Route: <sip:198.51.100.99;lr>"] }, [403, "noRelay"]),
  bad(
    "a Route by us to somebody else",
    { lines: [`Route: <sip:${serverHost};lr>, <sip:198.51.100.99;lr>`] },
    [403, "noRelay"],
  ),
  bad("a forged token in a Route", { lines: [`Route: <${ours}>`] }, [486, "badToken", /rw\.A/]),
  bad(
    "a forged word between nodes in a Route",
    { lines: [`Route: <${ours.replace("rw.", "rd.")}>`] },
    [486, "badToken"],
  ),
  bad(
    "a forged token within a dialog",
    { method: "BYE", to: "<sip:ada@maple.example>;tag=x", lines: [`Route: <${ours}>`] },
    [481, "badToken"],
  ),
  bad("a forged token in the Request-URI", { uri: ours }, [480, "unknownCalled"]),
  bad(
    "a request within a dialog of nobody",
    { method: "BYE", to: "<sip:ada@maple.example>;tag=x" },
    [481, "noDialog"],
  ),
  bad("a Record-Route of its own", { lines: ["Record-Route: <sip:198.51.100.99;lr>"] }, [486, ""]),
  bad(
    "REGISTER with a Path",
    { method: "REGISTER", uri: `sip:${domain}`, lines: ["Path: <sip:198.51.100.99;lr>"] },
    [401, ""],
  ),
];

const relays: readonly Bad[] = [
  bad("INVITE to another domain", { uri: "sip:bob@pine.example" }, [403, "noRelay"]),
  bad("OPTIONS to another domain", { method: "OPTIONS", uri: "sip:bob@pine.example" }, [
    403,
    "noRelay",
  ]),
  bad("MESSAGE to another domain", { method: "MESSAGE", uri: "sip:bob@pine.example" }, [
    403,
    "noRelay",
  ]),
  bad(
    "another domain with our name as a parameter",
    { uri: `sip:bob@pine.example;maddr=${serverHost}` },
    [403, "noRelay"],
  ),
  bad("a number outside", { uri: `sip:+14165550100@${domain}` }, [480, "unknownCalled"]),
  bad("tel: a number outside", { uri: "tel:+14165550100" }, [480, "unknownCalled"]),
  bad("ours at another port", { uri: `sip:ada@${serverHost}:5999` }, [403, "noRelay"]),
];

const smuggled: readonly Bad[] = [
  changed(
    "two lengths that differ",
    (text) => text.replace("Content-Length: 0", "Content-Length: 0\r\nContent-Length: 5"),
    [400, "sip.badContentLength"],
  ),
  changed(
    "a length that is longer than all",
    (text) => text.replace("Content-Length: 0", "Content-Length: 5000"),
    [400, "sip.bodyCutShort"],
  ),
  changed(
    "a length that is no number",
    (text) => text.replace("Content-Length: 0", "Content-Length: 0x10"),
    [400, "sip.badContentLength"],
  ),
  changed("a control character in a header", (text) => text.replace("From: <", "From: \u0001<"), [
    400,
    "malformed",
  ]),
  changed("NUL in the Call-ID", (text) => text.replace("Call-ID: ", "Call-ID: \u0000"), [
    400,
    "sip.badCallId",
  ]),
  changed(
    "two From lines",
    (text) => text.replace("From: ", `From: <sip:ben@${domain}>;tag=x\r\nFrom: `),
    [400, "sip.badHeader"],
  ),
  changed("two Call-IDs", (text) => text.replace("Call-ID: ", "Call-ID: other\r\nCall-ID: "), [
    400,
    "sip.badCallId",
  ]),
  changed("a line without a colon", (text) => text.replace("Max-Forwards: 70", "Max-Forwards 70"), [
    400,
    "sip.badHeaderLine",
  ]),
  changed(
    "a lone CR, and a header behind it",
    (text) =>
      text.replace("Contact:", `Subject: x\rP-Asserted-Identity: <sip:ben@${domain}>\r\nContact:`),
    [400, "malformed"],
  ),
  changed(
    "a lone CR within a dialog",
    (text) =>
      text
        .replace("INVITE sip", "BYE sip")
        .replace("1 INVITE", "1 BYE")
        .replace(
          "To: <sip:ada@maple.example>",
          "To: <sip:ada@maple.example>;tag=x\r\nSubject: x\rRoute: <sip:198.51.100.99;lr>",
        ),
    [400, "malformed"],
  ),
  bad(
    "a header whose name ends in spaces",
    { lines: [`P-Asserted-Identity  : <sip:ben@${domain}>`] },
    [486, "strangersWord", /P-Asserted-Identity/i],
  ),
  bad(
    "a header that goes on in the next line",
    { lines: [`P-Asserted-Identity:\r\n <sip:ben@${domain}>`] },
    [486, "strangersWord", /sip:ben@/i],
  ),
  bad(
    "a header behind a lone LF",
    { lines: [`Subject: x\nP-Asserted-Identity: <sip:ben@${domain}>`] },
    [486, "strangersWord", /P-Asserted-Identity/i],
  ),
  bad(
    "a header that only looks like one, folded into another",
    { lines: [`Subject: x\r\n P-Asserted-Identity: <sip:ben@${domain}>`] },
    [486, "", /^P-Asserted/im],
  ),
  changed("no Via", (text) => text.replace(/^Via: .*\r\n/m, ""), [0, "sip.noVia"]),
];

const circles: readonly Bad[] = [
  changed("no hops left", (text) => text.replace("Max-Forwards: 70", "Max-Forwards: 0"), [
    483,
    "loop",
  ]),
  bad("no breadth left", { lines: ["Max-Breadth: 0"] }, [440, "tooBroad"]),
  bad("an extension that nobody has", { lines: ["Proxy-Require: teleport"] }, [
    420,
    "unknownExtension",
  ]),
];

export const badInput: readonly Bad[] = [
  ...identity,
  ...routes,
  ...relays,
  ...smuggled,
  ...circles,
];
