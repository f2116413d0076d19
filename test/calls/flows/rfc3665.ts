import type { FlowBook } from "./flow.ts";

const rings = {
  alice: ">INVITE <180 <200 >ACK <BYE >200",
  bob: "<INVITE >180 >200 <ACK >BYE <200",
};

/** RFC 3665: registering, calls that succeed, calls that do not. */
export const rfc3665: FlowBook = {
  rfc: 3665,
  flows: {
    "2.1": {
      title: "Successful New Registration",
      role: "exchange",
      measure: "401 with a challenge, then 200 with Contact and expires",
      order: { bob: ">REGISTER <401 >REGISTER <200" },
    },
    "2.2": {
      title: "Update of Contact List",
      role: "exchange",
      measure: "the second Contact is listed in the 200",
      order: { bob: ">REGISTER <200" },
    },
    "2.3": {
      title: "Request for Current Contact List",
      role: "exchange",
      measure: "REGISTER without Contact returns all",
      order: { bob: ">REGISTER <200" },
    },
    "2.4": {
      title: "Cancellation of Registration",
      role: "exchange",
      measure: "Contact: *, Expires: 0, and the 200 lists none",
      order: { bob: ">REGISTER <200" },
    },
    "2.5": {
      title: "Unsuccessful Registration",
      role: "exchange",
      measure: "a wrong password: 401 again, never 200, and a stranger's name gets the same",
      order: { bob: ">REGISTER <401 >REGISTER <401" },
    },
    "3.1": {
      title: "Successful Session Establishment",
      role: "feature server",
      measure: "INVITE, 180, 200, ACK, speech both ways, BYE",
      order: rings,
    },
    "3.2": {
      title: "Session Establishment Through Two Proxies",
      role: "two exchanges",
      measure: "Record-Route in order, ACK and BYE follow it",
      order: { ...rings, alice: ">INVITE <407 >ACK >INVITE <180 <200 >ACK <BYE >200" },
    },
    "3.3": {
      title: "Session with Multiple Proxy Authentication",
      role: "two exchanges",
      measure: "two realms ask, both are answered",
      order: {
        alice: ">INVITE <407 >ACK >INVITE <407 >ACK >INVITE <200 >ACK <BYE >200",
        bob: "<INVITE >200 <ACK >BYE <200",
      },
    },
    "3.4": {
      title: "Successful Session with Proxy Failure",
      role: "feature server as Alice, exchange as Proxy 2",
      measure:
        "the first proxy is a black hole: the next is tried before timer B would end the call",
      order: { bob: rings.bob },
    },
    "3.5": {
      title: "Session Through a SIP ALG",
      role: "feature server as ALG, exchange as Proxy 2",
      measure: "Via and session description are rewritten to match, and the sound goes through",
      order: {
        alice: ">INVITE <180 <200 >ACK >BYE <200",
        bob: "<INVITE >180 >200 <ACK <BYE >200",
      },
      here: { alice: ">INVITE <401 >ACK >INVITE <180 <200 >ACK >BYE <200" },
      differences: ["Alice's telephone proves itself before it calls out: 401"],
    },
    "3.6": {
      title: "Session via Redirect and Proxy Servers with SDP in ACK",
      role: "feature server",
      measure: "302 followed; late offer in the 200, answer in the ACK",
      order: {
        alice: ">INVITE <302 >ACK >INVITE <180 <200 >ACK <BYE >200",
        redirect: "<INVITE >302 <ACK",
        bob: rings.bob,
      },
      here: { alice: rings.alice },
      differences: ["the feature server follows the redirection itself: the caller is not told"],
    },
    "3.7": {
      title: "Session with re-INVITE (IP Address Change)",
      role: "feature server",
      measure: "the sound moves to the new address within a second",
      order: {
        alice: ">INVITE <180 <200 >ACK <INVITE >200 <ACK >BYE <200",
        bob: "<INVITE >180 >200 <ACK >INVITE <200 >ACK <BYE >200",
      },
      here: { alice: ">INVITE <180 <200 >ACK >BYE <200" },
      differences: [
        "the sound goes through the feature server, which follows Bob alone: Alice is not asked again",
      ],
    },
    "3.8": {
      title: "Unsuccessful No Answer",
      role: "feature server",
      measure: "CANCEL and 487; the record says that nobody answered",
      order: {
        alice: ">INVITE <180 >CANCEL <200 <487 >ACK",
        bob: "<INVITE >180 <CANCEL >200 >487 <ACK",
      },
    },
    "3.9": {
      title: "Unsuccessful Busy",
      role: "feature server",
      measure: "486 reaches the caller",
      order: { alice: ">INVITE <486 >ACK", bob: "<INVITE >486 <ACK" },
    },
    "3.10": {
      title: "Unsuccessful No Response from User Agent",
      role: "feature server",
      measure: "nothing comes from Bob's telephone: 480 to the caller, and it is in the record",
      order: {
        alice: ">INVITE <480 >ACK",
        bob: "<INVITE <INVITE <INVITE <INVITE <INVITE <INVITE <INVITE",
      },
    },
    "3.11": {
      title: "Unsuccessful Temporarily Unavailable",
      role: "feature server",
      measure: "480 after the ringing reaches the caller",
      order: { alice: ">INVITE <180 <480 >ACK", bob: "<INVITE >180 >480 <ACK" },
    },
  },
};
