/**
 * Which keys ask for which service. Profiles are never mixed: the same code means different things in
 * them (*67, *70, *71, *81). nanp: the codes of North American networks; spa: Cisco's SPA and ATA
 * adapters; freepbx: FreePBX's feature codes; etsi: the European form, `*21*number#`. Codes that no
 * source gives are ours, and marked.
 */
/** What is keyed behind the code. A slot is one digit, a long one two; then comes its number. */
export type Wants = "nothing" | "number" | "slotAndNumber" | "longSlotAndNumber" | "time" | "digit";

/** Every service, and what it wants; what it does is in `services.ts`. */
export const wants = {
  forwardAllOn: "number",
  forwardAllOff: "nothing",
  forwardAllStatus: "nothing",
  forwardBusyOn: "number",
  forwardBusyOff: "nothing",
  forwardBusyStatus: "nothing",
  forwardNoAnswerOn: "number",
  forwardNoAnswerOff: "nothing",
  forwardNoAnswerStatus: "nothing",
  quietOn: "nothing",
  quietOff: "nothing",
  quietToggle: "nothing",
  changeMode: "digit",
  anonymousRejectOn: "nothing",
  anonymousRejectOff: "nothing",
  callWaitingOn: "nothing",
  callWaitingOff: "nothing",
  exchangeRejectOn: "nothing",
  exchangeRejectOff: "nothing",
  hideNumberOn: "nothing",
  hideNumberOff: "nothing",
  callReturn: "nothing",
  redial: "nothing",
  repeatDial: "nothing",
  repeatDialOff: "nothing",
  repeatWhenBusy: "nothing",
  blockLast: "nothing",
  unblockLast: "nothing",
  blockNumber: "number",
  unblockNumber: "number",
  setSpeedDial: "slotAndNumber",
  setLongSpeedDial: "longSlotAndNumber",
  park: "nothing",
  recordOn: "nothing",
  recordOff: "nothing",
  muteOn: "nothing",
  muteOff: "nothing",
  dropLast: "nothing",
  wakeUpOn: "time",
  wakeUpOff: "nothing",
  whyLast: "nothing",
  wakeUpCall: "nothing",
  emergencyTest: "nothing",
  helpNotice: "nothing",
  playMessage: "nothing",
} as const satisfies Readonly<Record<string, Wants>>;

export type ServiceId = keyof typeof wants;

/** Before a number: for this call alone. `transfer`: who is held is put through to it. */
export type Prefix = "hide" | "show" | "alone" | "transfer";

export type Code =
  | { readonly asks: ServiceId }
  | { readonly before: Prefix }
  | { readonly goes: "messages" | "echo" | "take" | "listen" | "conference" }
  /** Behind it comes a speed dial, or where a call is parked. */
  | { readonly dials: "slot" }
  | { readonly takes: "parked" };

const asks = (service: ServiceId): Code => ({ asks: service });
const before = (prefix: Prefix): Code => ({ before: prefix });
const messages: Code = { goes: "messages" };
const echo: Code = { goes: "echo" };
const take: Code = { goes: "take" };
const listen: Code = { goes: "listen" };
const conference: Code = { goes: "conference" };

export interface Profile {
  readonly codes: Readonly<Record<string, Code>>;
  /** What is keyed behind a code ends with #. */
  readonly closed: boolean;
}

/** Ours: about the call that is held meanwhile. */
const inHand: Readonly<Record<string, Code>> = {
  "*44": asks("recordOn"),
  "*45": asks("recordOff"),
  "*46": asks("muteOn"),
  "*47": asks("muteOff"),
  "*48": asks("dropLast"),
};

/** The same in spa and nanp. */
const common: Readonly<Record<string, Code>> = {
  "*72": asks("forwardAllOn"),
  "*73": asks("forwardAllOff"),
  "*90": asks("forwardBusyOn"),
  "*91": asks("forwardBusyOff"),
  "*92": asks("forwardNoAnswerOn"),
  "*93": asks("forwardNoAnswerOff"),
  "*78": asks("quietOn"),
  "*79": asks("quietOff"),
  "*77": asks("anonymousRejectOn"),
  "*87": asks("anonymousRejectOff"),
  "*69": asks("callReturn"),
  "*66": asks("repeatDial"),
  "*86": asks("repeatDialOff"),
  "*60": asks("blockLast"),
  "*80": asks("unblockLast"),
  "*74": asks("setSpeedDial"),
  "*82": before("show"),
  "*70": before("alone"),
  "*43": echo,
  /* Ours. */
  "*38": asks("changeMode"),
  "*39": asks("whyLast"),
  "*94": asks("exchangeRejectOn"),
  "*95": asks("exchangeRejectOff"),
  "*55": asks("wakeUpOn"),
  "*84": asks("park"),
  "*85": take,
  "*88": listen,
  "*89": conference,
  ...inHand,
};

export const profiles: Readonly<Record<"nanp" | "spa" | "freepbx" | "etsi" | "none", Profile>> = {
  nanp: {
    closed: false,
    codes: {
      ...common,
      "*67": before("hide"),
      "*75": asks("setLongSpeedDial"),
      "*98": messages,
      "*56": asks("wakeUpOff"), // ours
    },
  },
  spa: {
    closed: false,
    codes: {
      ...common,
      "*67": asks("hideNumberOn"),
      "*68": asks("hideNumberOff"),
      "*81": before("hide"),
      "*98": before("transfer"),
      "*56": asks("callWaitingOn"),
      "*57": asks("callWaitingOff"),
      /* Ours. */
      "*97": messages,
      "*54": asks("wakeUpOff"),
    },
  },
  freepbx: {
    closed: false,
    codes: {
      "*72": asks("forwardAllOn"),
      "*73": asks("forwardAllOff"),
      "*90": asks("forwardBusyOn"),
      "*91": asks("forwardBusyOff"),
      "*52": asks("forwardNoAnswerOn"),
      "*53": asks("forwardNoAnswerOff"),
      "*78": asks("quietOn"),
      "*79": asks("quietOff"),
      "*76": asks("quietToggle"),
      "*70": asks("callWaitingOn"),
      "*71": asks("callWaitingOff"),
      "*30": asks("blockNumber"),
      "*31": asks("unblockNumber"),
      "*32": asks("blockLast"),
      "*69": asks("callReturn"),
      "*75": asks("setLongSpeedDial"),
      "*0": { dials: "slot" },
      "*97": messages,
      "*98": messages,
      "*43": echo,
      "*85": take,
      "*89": conference, // ours
      "*68": asks("wakeUpOn"),
      /* Ours. */
      "*67": before("hide"),
      "*82": before("show"),
      "*38": asks("changeMode"),
      "*39": asks("whyLast"),
      "*94": asks("exchangeRejectOn"),
      "*95": asks("exchangeRejectOff"),
      "*66": asks("repeatDial"),
      "*86": asks("repeatDialOff"),
      "*61": asks("wakeUpOff"),
      "*84": asks("park"),
      "*88": listen,
      ...inHand,
    },
  },
  etsi: {
    closed: true,
    codes: {
      "*21*": asks("forwardAllOn"),
      "#21#": asks("forwardAllOff"),
      "*#21#": asks("forwardAllStatus"),
      "*67*": asks("forwardBusyOn"),
      "#67#": asks("forwardBusyOff"),
      "*#67#": asks("forwardBusyStatus"),
      "*61*": asks("forwardNoAnswerOn"),
      "#61#": asks("forwardNoAnswerOff"),
      "*#61#": asks("forwardNoAnswerStatus"),
      "*43#": asks("callWaitingOn"),
      "#43#": asks("callWaitingOff"),
      "*26#": asks("quietOn"),
      "#26#": asks("quietOff"),
      "#31#": before("hide"),
      "*31#": before("show"),
      "*51*": asks("setSpeedDial"),
      "**": { dials: "slot" },
      "*55*": asks("wakeUpOn"),
      "#55#": asks("wakeUpOff"),
      "*37#": asks("repeatDial"), // completion of calls to a busy subscriber
      "#37#": asks("repeatDialOff"),
      /* Ours. */
      "*99#": asks("anonymousRejectOn"),
      "#99#": asks("anonymousRejectOff"),
      "*69#": asks("callReturn"),
      "*66#": asks("redial"),
      "*60#": asks("blockLast"),
      "#60#": asks("unblockLast"),
      "*38*": asks("changeMode"),
      "*39#": asks("whyLast"),
      "*94#": asks("exchangeRejectOn"),
      "#94#": asks("exchangeRejectOff"),
      "*98#": messages,
      "*96#": echo,
      "*84#": asks("park"),
      "*44#": asks("recordOn"),
      "#44#": asks("recordOff"),
      "*46#": asks("muteOn"),
      "#46#": asks("muteOff"),
      "#48#": asks("dropLast"),
      "*85#": take,
      "*85*": { takes: "parked" },
      "*88#": listen,
      "*89#": conference,
    },
  },
  none: { closed: false, codes: {} },
};
