/** A rule as a sentence, in English. */
export const rules = {
  "rule.sentence":
    "When <emWho>{who}</emWho> {kind, select, one {calls} other {call}} {when, select, any {<emWhen>at any time</emWhen>} other {<emWhen>{when}</emWhen>}}, <emWhat>{what}</emWhat>.",
  "rule.always": "For <emWho>everyone else</emWho>, <emWhat>{what}</emWhat>.",
  "rule.nothing": "Do nothing",
  "rule.anyone": "anyone",
  "rule.but": "{who} but {but}",
  "rule.prefix": "numbers that begin with {prefix}",
  "rule.when.caller": "{yes, select, yes {as one of} other {not as one of}} {who}",
  "rule.when.called": "{yes, select, yes {on} other {on another number than}} {number}",
  "rule.when.via": "{yes, select, yes {through} other {not through}} {account}",
  "rule.when.during": "{yes, select, yes {during} other {outside}} {time}",
  "rule.when.mode": "{yes, select, yes {while} other {unless}} the mode is {mode}",
  "rule.when.device":
    "{yes, select, yes {while} other {unless}} {device} is {state, select, idle {free} ringing {ringing} busy {in a call} other {not connected}}",
  "rule.when.attested":
    "{yes, select, yes {} other {not }}{level, select, failed {with a number whose signature does not hold} none {with a number that nobody vouches for} other {with a number that its network vouches for ({level})}}",
  "rule.when.before":
    "{yes, select, yes {known from an earlier call} other {not known from an earlier call}}",
  "rule.when.again":
    "{yes, select, yes {again} other {and not again}} within {minutes, plural, one {a minute} other {# minutes}}",
  "rule.when.always": "{yes, select, yes {at any time} other {never}}",
} as const satisfies Readonly<Record<string, string>>;
