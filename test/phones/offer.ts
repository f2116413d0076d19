import { utf8 } from "#kit/bytes.ts";
import { type Body, sdpBody } from "#sip/session/session.ts";

/** Somebody at 127.0.0.1 who could hear G.711, were anybody to listen there; with further lines (`a=sendonly`). */
export const offerWith = (...lines: readonly string[]): Body =>
  sdpBody(
    utf8(
      [
        "v=0",
        "o=- 1 1 IN IP4 127.0.0.1",
        "s=-",
        "c=IN IP4 127.0.0.1",
        "t=0 0",
        "m=audio 40000 RTP/AVP 8",
        ...lines,
        "",
      ].join("\r\n"),
    ),
  );

export const offer: Body = offerWith();
