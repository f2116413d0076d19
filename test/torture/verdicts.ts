/**
 * What becomes of each message of RFC 4475 and RFC 5118 at a feature server whose owner is
 * sip:user@example.com (and the other callees of the messages), with one telephone that rings.
 * `answer` is the first thing that we say to it, `silence` for a message that is dropped.
 */
export interface Verdict {
  readonly file: string;
  readonly section: string;
  /** What the RFC says of it, in short. */
  readonly says: string;
  readonly answer: number | "silence";
}

const v = (file: string, section: string, answer: Verdict["answer"], says: string): Verdict => ({
  file,
  section,
  says,
  answer,
});

export const rfc4475: readonly Verdict[] = [
  v("wsinv", "3.1.1.1", 481, "well formed; it is within a dialog, of which we know nothing"),
  v("intmeth", "3.1.1.2", 405, "well formed; the method is unknown (RFC 3261 §8.2.1: 405)"),
  v(
    "esc01",
    "3.1.1.3",
    404,
    "well formed; its user is a whole address, unescaped once: nobody here",
  ),
  v(
    "escnull",
    "3.1.1.4",
    401,
    "well formed; escaped NULs do not end the names; a registrar challenges",
  ),
  v("esc02", "3.1.1.5", 405, "RE%47IST%45R is not REGISTER: unknown method"),
  v("lwsdisp", "3.1.1.6", 200, "no blank between display name and <"),
  v("longreq", "3.1.1.7", 180, "long values are values"),
  v("dblreq", "3.1.1.8", 401, "what stands behind the body of a datagram is discarded"),
  v("semiuri", "3.1.1.9", 200, "semicolons belong to the user part"),
  v("transports", "3.1.1.10", 200, "unknown transports in lower Vias"),
  v("mpart01", "3.1.1.11", 405, "well formed; we take no MESSAGE"),
  v(
    "unreason",
    "3.1.1.12",
    "silence",
    "a response with UTF-8 in its reason; it answers nothing of ours",
  ),
  v("noreason", "3.1.1.13", "silence", "a response without a reason; it answers nothing of ours"),
  v("badinv01", "3.1.2.1", 400, "separators without values"),
  v("clerr", "3.1.2.2", 400, "Content-Length larger than the datagram"),
  v("ncl", "3.1.2.3", 400, "negative Content-Length"),
  v("scalar02", "3.1.2.4", 400, "CSeq beyond 2^31"),
  v("scalarlg", "3.1.2.5", "silence", "a response with overlarge numbers is discarded"),
  v("quotbal", "3.1.2.6", 400, "an unterminated quote in a display name"),
  v("ltgtruri", "3.1.2.7", 400, "< > around the Request-URI"),
  v("lwsruri", "3.1.2.8", 400, "blanks within the Request-URI"),
  v("lwsstart", "3.1.2.9", 400, "more than one blank in the request line"),
  v("trws", "3.1.2.10", 400, "blanks at the end of the request line"),
  v("escruri", "3.1.2.11", 400, "headers in the Request-URI must never become headers"),
  v("baddate", "3.1.2.12", 180, "a bad Date may be ignored by who does not use it"),
  v("regbadct", "3.1.2.13", 401, "Contact without <>; the registrar asks who it is first"),
  v("badaspec", "3.1.2.14", 400, "blanks within an address"),
  v("baddn", "3.1.2.15", 400, "display name with characters that want quotes"),
  v("badvers", "3.1.2.16", 505, "SIP/7.0"),
  v("mismatch01", "3.1.2.17", 400, "CSeq names another method"),
  v("mismatch02", "3.1.2.18", 501, "an unknown method, and CSeq names another one"),
  v("bigcode", "3.1.2.19", "silence", "a response with a status beyond 699 is dropped"),
  v("badbranch", "3.2.1", 200, "a branch that is only the cookie: matched as RFC 2543 did"),
  v("insuf", "3.3.1", 400, "Call-ID, From and To are missing"),
  v("unkscm", "3.3.2", 416, "a scheme that nobody knows"),
  v("novelsc", "3.3.3", 416, "a known scheme that is not ours"),
  v(
    "unksm2",
    "3.3.4",
    401,
    "unknown schemes in To and Contact; the registrar asks who it is first",
  ),
  v("bext01", "3.3.5", 420, "Require names what we do not know"),
  v("invut", "3.3.6", 415, "a body of unknown type"),
  v("regaut01", "3.3.7", 401, "an authorization scheme that nobody knows is none"),
  v("multi01", "3.3.8", 400, "several values where one is allowed"),
  v("mcl01", "3.3.9", 400, "two Content-Lengths"),
  v("bcast", "3.3.10", "silence", "a response by way of a broadcast address is not passed on"),
  v("zeromf", "3.3.11", 200, "Max-Forwards 0 has arrived where it wanted to"),
  v("cparam01", "3.3.12", 401, "a parameter of the contact; the registrar asks who it is first"),
  v("cparam02", "3.3.13", 401, "a parameter of the URI; the registrar asks who it is first"),
  v("regescrt", "3.3.14", 401, "an escaped Route in a contact; the registrar asks who it is first"),
  v("sdp01", "3.3.15", 406, "the caller accepts nothing that we could answer with"),
  v("inv2543", "3.4.1", 180, "an INVITE as of RFC 2543: no branch, no From tag, no Contact"),
];

export const rfc5118: readonly Verdict[] = [
  v("ipv6-good", "4.1", 401, "an IPv6 reference in the Request-URI"),
  v("ipv6-bad", "4.2", 400, "the brackets are missing"),
  v("port-ambiguous", "4.3", 401, "one address whose last group looks like a port"),
  v("port-unambiguous", "4.4", 401, "address and port"),
  v(
    "via-received-param-with-delim",
    "4.5",
    481,
    "received in brackets is borne; a BYE of no dialog",
  ),
  v("via-received-param-no-delim", "4.5", 200, "received without brackets, as the grammar has it"),
  v("ipv6-in-sdp", "4.6", 488, "IPv6 in the session description; G.726 is not spoken here"),
  v("mult-ip-in-header", "4.7", 481, "Vias of both families; a BYE of no dialog"),
  v("mult-ip-in-sdp", "4.8", 180, "sound by IPv4, picture by IPv6"),
  v("ipv4-mapped-ipv6", "4.9", 488, "IPv4-mapped addresses; G.726 is not spoken here"),
  v("ipv6-bug-abnf-3-colons", "4.10", 200, "three colons, as an old grammar allowed, are borne"),
  v("ipv6-correct-abnf-2-colons", "4.10", 200, "two colons before the IPv4 part"),
];
