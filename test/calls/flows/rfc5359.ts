import type { FlowBook } from "./flow.ts";

const role = "feature server";
/** Bob, who is rung, holds twice over: away and back. */
const holding = "<INVITE >180 >200 <ACK >INVITE <200 >ACK >INVITE <200 >ACK <BYE >200";
const held = ">INVITE <180 <200 >ACK <INVITE >200 <ACK <INVITE >200 <ACK >BYE <200";
/** Whoever is held, put through or moved sees nothing of it: both legs are ours. */
const undisturbed = ">INVITE <180 <200 >ACK >BYE <200";
const proves = "a telephone of the house proves itself before it calls out: 401";
const asked = "both legs are the feature server's own: who is held is not asked again";
const ringing = { out: ">INVITE <180 <200 >ACK <BYE >200", in: "<INVITE >180 >200 <ACK >BYE <200" };
/** And the same where the caller hangs up. */
const rung = "<INVITE >180 >200 <ACK <BYE >200";
const givenUp = "<INVITE >180 <CANCEL >200 >487 <ACK";
const notTwice =
  "behind 180 the caller is told nothing more until somebody lifts: another 180 tells nothing new, and a 181 that nobody is at home";

/** RFC 5359: the services of a private branch exchange. */
export const rfc5359: FlowBook = {
  rfc: 5359,
  flows: {
    "2.1": {
      title: "Call Hold",
      role,
      measure: "sendonly, then sendrecv; music begins and ends",
      order: { alice: held, bob: holding },
      here: { alice: undisturbed },
      differences: [asked],
    },
    "2.2": {
      title: "Consultation Hold",
      role,
      measure: "a second call while the first is held",
      order: {
        alice: held,
        bob: "<INVITE >180 >200 <ACK >INVITE <200 >ACK >INVITE <180 <200 >ACK >BYE <200 >INVITE <200 >ACK <BYE >200",
        carol: rung,
      },
      here: {
        alice: undisturbed,
        bob: "<INVITE >180 >200 <ACK >INVITE <200 >ACK >INVITE <401 >ACK >INVITE <180 <200 >ACK >BYE <200 >INVITE <200 >ACK <BYE >200",
      },
      differences: [asked, proves],
    },
    "2.3": {
      title: "Music on Hold",
      role,
      measure: "who is held hears the music",
      order: {
        alice:
          ">INVITE <180 <200 >ACK <INVITE >200 <ACK <INVITE >200 <ACK >BYE <200 <INVITE >200 <ACK >BYE <200 >BYE <200",
        bob: "<INVITE >180 >200 <ACK >INVITE <200 >ACK >REFER <202 <NOTIFY >200 <BYE >200 <NOTIFY >200 >INVITE <200 >ACK <BYE >200",
      },
      here: { alice: undisturbed, bob: holding },
      differences: [
        asked,
        "the feature server plays the music: Bob's telephone refers no music server to Alice, and takes the call back by a re-INVITE",
      ],
    },
    "2.4": {
      title: "Transfer - Unattended",
      role,
      measure: "REFER and NOTIFY; the speech goes to the new party",
      order: {
        alice: "<INVITE >180 >200 <ACK >REFER <202 <NOTIFY >200 >BYE <200 <NOTIFY >200",
        bob: ">INVITE <180 <200 >ACK <REFER >202 >NOTIFY <200 <BYE >200 >INVITE <180 <200 >ACK >NOTIFY <200 >BYE <200",
        carol: rung,
      },
      here: {
        alice:
          "<INVITE >180 >200 <ACK >REFER <202 <NOTIFY >200 <NOTIFY >200 <NOTIFY >200 >BYE <200",
        bob: undisturbed,
      },
      differences: [
        "the feature server takes the REFER and calls Carol: Bob's leg stays as it is",
        "Alice is told of Carol's ringing too, and says goodbye when it is done",
      ],
    },
    "2.5": {
      title: "Transfer - Attended",
      role,
      measure: "REFER with Replaces",
      order: {
        alice:
          ">INVITE <180 <200 >ACK <INVITE >200 <ACK <REFER >202 >NOTIFY <200 >INVITE <200 >ACK >NOTIFY <200 <BYE >200 >BYE <200",
        bob: "<INVITE >180 >200 <ACK >INVITE <200 >ACK >INVITE <180 <200 >ACK >INVITE <200 >ACK >REFER <202 <NOTIFY >200 <BYE >200 <NOTIFY >200 >BYE <200",
        carol: "<INVITE >180 >200 <ACK <INVITE >200 <ACK <INVITE >200 <ACK >BYE <200 <BYE >200",
      },
      here: {
        alice: undisturbed,
        bob: "<INVITE >180 >200 <ACK >INVITE <200 >ACK >INVITE <401 >ACK >INVITE <180 <200 >ACK >INVITE <200 >ACK >REFER <BYE <202 <NOTIFY <NOTIFY >200 >200 >200 >BYE <200",
        carol: rung,
      },
      differences: [
        proves,
        "Bob's second call ends, and both NOTIFYs leave, with the 202: nobody has to be waited for",
        "the feature server joins its two legs: neither Alice nor Carol is asked, and no Replaces reaches Carol",
      ],
    },
    "2.6": {
      title: "Transfer - Instant Messaging",
      role,
      measure: "who is told of a call takes it by an INVITE with Replaces",
      order: {
        alice: ">INVITE <180 <200 >ACK <INVITE >200 <ACK >BYE <200 >BYE <200",
        bob: "<INVITE >180 >200 <ACK >MESSAGE <200 <BYE >200",
        carol: "<MESSAGE >200 >INVITE <200 >ACK <BYE >200",
      },
      here: {
        alice: undisturbed,
        bob: "<INVITE >180 >200 <ACK >MESSAGE <405 <BYE >200",
        carol: ">INVITE <401 >ACK >INVITE <200 >ACK <BYE >200",
      },
      differences: [
        "a telephone line carries speech: instant messages are refused with 405, and Carol learns of the call elsewhere",
        "Carol's INVITE names Bob's leg at the feature server, which joins hers: Alice is not asked",
        proves,
      ],
    },
    "2.7": {
      title: "Call Forwarding Unconditional",
      role,
      measure: "181, and History-Info and Diversion onwards",
      order: {
        alice: ">INVITE <181 <180 <200 >ACK >BYE <200",
        bob: "",
        carol: rung,
      },
    },
    "2.8": {
      title: "Call Forwarding - Busy",
      role,
      measure: "486 leads to the other",
      order: {
        alice: ">INVITE <181 <180 <200 >ACK >BYE <200",
        bob: "<INVITE >486 <ACK",
        carol: rung,
      },
    },
    "2.9": {
      title: "Call Forwarding - No Answer",
      role,
      measure: "the time leads to the other",
      order: {
        alice: ">INVITE <180 <181 <180 <200 >ACK >BYE <200",
        bob: givenUp,
        carol: rung,
      },
      here: { alice: undisturbed },
      differences: [notTwice],
    },
    "2.10": {
      title: "3-Way Conference - Third Party Is Added",
      role,
      measure: "all three hear each other, and nobody hears itself",
      order: {
        alice: ">INVITE <180 <200 >ACK <INVITE >200 <ACK <BYE >200",
        bob: "<INVITE >180 >200 <ACK >INVITE <200 >ACK >INVITE <180 <200 >ACK >BYE <200 >BYE <200",
        carol: rung,
      },
      here: {
        alice: ringing.out,
        bob: "<INVITE >180 >200 <ACK >INVITE <200 >ACK >INVITE <401 >ACK >INVITE <180 <200 >ACK >BYE <200 >BYE <200",
      },
      differences: [
        asked,
        proves,
        "the feature server mixes, and joins the two calls when the page asks for it",
      ],
    },
    "2.11": {
      title: "3-Way Conference - Third Party Joins",
      role,
      measure: "a third comes in by its own call, and all hear each other",
      order: {
        bob: "<INVITE >180 >200 <ACK <INVITE >180 >INVITE <200 >ACK >200 <ACK >BYE <200 >BYE <200",
        carol: ringing.out,
      },
      here: {
        bob: ">INVITE <401 >ACK >INVITE <200 >ACK >BYE <200",
        carol: ">INVITE <401 >ACK >INVITE <200 >ACK >BYE <200",
      },
      differences: [
        "the room is the feature server's, and all of them dial it (*89): no focus at a telephone",
        "no Join header (RFC 3911): who comes in needs no dialog of another's",
        proves,
      ],
    },
    "2.12": {
      title: "Find-Me",
      role,
      measure: "one telephone after the other",
      order: {
        alice: ">INVITE <180 <180 <200 >ACK <BYE >200",
        b1: givenUp,
        b2: "<INVITE >480 <ACK",
        b3: "<INVITE >486 <ACK",
        b4: ringing.in,
      },
      here: { alice: ringing.out },
      differences: [notTwice],
    },
    "2.13": {
      title: "Call Management (Incoming Call Screening)",
      role,
      measure: "who is on the list is rejected",
      order: {
        alice: ">INVITE <305 >ACK >INVITE <407 >ACK >INVITE <403 >ACK >INVITE <200 >ACK <BYE >200",
        bob: "<INVITE >305 <ACK",
      },
      here: { alice: ">INVITE <183 >PRACK <200 <603 >ACK", bob: "" },
      differences: [
        "the feature server is what is called, and no proxy beside Bob's telephone: that is not asked, and sends nobody to a proxy (305)",
        "an account is known by its address or its registration: no 407",
        "the reason is spoken into the same call before its end, not at an address in Error-Info",
        "603, for the owner declines, be it by a list",
      ],
    },
    "2.14": {
      title: "Call Management (Outgoing Call Screening)",
      role,
      measure: "a number that may not be called is not called, and the caller hears why",
      order: {
        alice: ">INVITE <407 >ACK >INVITE <403 >ACK",
        bob: "",
      },
      here: { alice: ">INVITE <401 >ACK >INVITE <183 >PRACK <200 <603 >ACK" },
      differences: [
        "the feature server is what the telephone calls, and no proxy before it: 401",
        "the reason is spoken into the same call before its end, not at an address in Error-Info",
        "603 and not 403, for whoever owns the telephone has set that limit",
      ],
    },
    "2.15": {
      title: "Call Park",
      role,
      measure: "parked with music, and taken at another telephone",
      order: {
        alice:
          ">INVITE <180 <200 >ACK <INVITE >200 <ACK >BYE <200 <INVITE >200 <ACK >BYE <200 >BYE <200",
        bob: "<INVITE >180 >200 <ACK >REFER <202 <NOTIFY >200 <BYE >200 <NOTIFY >200",
        carol: ">SUBSCRIBE <200 <NOTIFY >200 >INVITE <200 >ACK <BYE >200",
      },
      here: {
        alice: undisturbed,
        bob: "<INVITE >180 >200 <ACK >INVITE <200 >ACK >INVITE <401 >ACK >INVITE <BYE <200 >200 >ACK <BYE >200",
        carol: ">INVITE <401 >ACK >INVITE <200 >ACK <BYE >200",
      },
      differences: [
        "the feature server is the park server, and holds Alice's leg all along: she is not asked",
        "Bob parks by *84 and Carol takes by *85, as at any telephone: no REFER and no subscription",
        proves,
      ],
    },
    "2.16": {
      title: "Call Pickup",
      role,
      measure: "a call that rings at one telephone is taken at another",
      order: {
        alice: ">INVITE <180 <INVITE >200 >CANCEL <200 <487 >ACK <ACK >BYE <200",
        bob: "<INVITE >180 <SUBSCRIBE >200 >NOTIFY <200 <CANCEL >200 >487 <ACK",
        bill: ">SUBSCRIBE <200 <NOTIFY >200 >INVITE <200 >ACK <BYE >200",
      },
      here: {
        alice: undisturbed,
        bob: givenUp,
        bill: ">INVITE <401 >ACK >INVITE <200 >ACK <BYE >200",
      },
      differences: [
        "Bill takes it by *85 at the feature server, which knows what rings: no subscription",
        "Alice's call is answered as it stands: no INVITE with Replaces comes to her",
        proves,
      ],
    },
    "2.17": {
      title: "Automatic Redial",
      role,
      measure: "a busy number is called again, and the telephone rings when it is free",
      order: {
        alice:
          ">INVITE <486 >ACK >SUBSCRIBE <200 <NOTIFY >200 <NOTIFY >200 >INVITE <180 <200 >ACK <NOTIFY >200 >SUBSCRIBE <200 <NOTIFY >200 <BYE >200",
        bob: "<INVITE >486 <ACK <SUBSCRIBE >200 >NOTIFY <200 >NOTIFY <200 <INVITE >180 >200 <ACK >NOTIFY <200 <SUBSCRIBE >200 >NOTIFY <200 >BYE <200",
      },
      here: {
        alice:
          ">INVITE <401 >ACK >INVITE <486 >ACK >INVITE <401 >ACK >INVITE <200 >ACK <BYE >200 <INVITE >180 >200 <ACK <BYE >200",
        bob: "<INVITE >486 <ACK <INVITE >486 <ACK <INVITE >180 >200 <ACK >BYE <200",
      },
      differences: [
        "carriers tell nobody of a telephone's state: the number is called again each half minute",
        "the owner asks for it by *66, and is rung when the other is free, in place of an alert",
        proves,
      ],
    },
    "2.18": {
      title: "Click to Dial",
      role,
      measure: "a click on a page rings one's own telephone, then the other's",
      order: {
        bob: "<REFER >202 >INVITE <180 <200 >ACK <BYE >200",
        carol: ringing.in,
      },
      here: { bob: rung },
      differences: [
        "the feature server calls both (RFC 3725): few telephones take a REFER out of nowhere",
      ],
    },
  },
};
