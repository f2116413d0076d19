/** A rule as a sentence, in English. */
export const rules = {
  "rule.sentence": "When {who} {kind, select, one {calls} other {call}} {when}, {what}.",
  "rule.always": "For <em>everyone else</em>, {what}.",
  "rule.nothing": "do nothing",
  "rule.then": "{before}, then {next}",
  "rule.asked": "{ask} ({keys})",
  "rule.onKey": "on {key}, {what}",
  "rule.onExtension": "on an extension, call it",
  "rule.orKey": "{before}; {next}",
  "rule.decided": "{ask} (without an answer, {what})",
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
    "{by, select, owner {{yes, select, yes {whom you have called before} other {whom you have never called}}} caller {{yes, select, yes {who spoke with you before} other {who never spoke with you}}} other {{yes, select, yes {known from an earlier call} other {not known from an earlier call}}}}",
  "rule.when.again":
    "{yes, select, yes {again} other {and not again}} within {minutes, plural, one {a minute} other {# minutes}}",
  "rule.when.always": "{yes, select, yes {at any time} other {never}}",
  "do.ring":
    "ring {targets} {order, select, inTurn {{n, plural, one {} other {one after the other, }}} other {}}{seconds, plural, =0 {without waiting} one {for a second} other {for # seconds}}{order, select, inTurn {{n, plural, one {} other { each}}} other {}}{cadence, select, none {} other { with ring {cadence}}}{busy, select, interrupt { and break into a call there} speak { and speak into a call there} skip { unless in a call} other {}}{on, select, yes { and let it ring on} other {}}",
  "do.forward": "send on to {target}",
  "do.interrupt":
    "break into a call at {target}{existing, select, end { and end that one} other {}}",
  "do.speak":
    "let them speak one way to {targets} for {seconds, plural, one {a second} other {# seconds}}",
  "do.announce": "play “{prompt}”",
  "do.screen":
    "ask {by, select, digits {for two digits} other {who’s calling}} and ring {targets} for {seconds, plural, one {a second} other {# seconds}} for your choice",
  "do.room": "let the caller into the conference “{room}”",
  "do.mailbox": "take a message{greeting, select, none {} other { after “{greeting}”}}",
  "do.reject":
    "{cause, select, busy {let them find it busy} quiet {say that it is not the time} anonymousRefused {say that hidden numbers are not accepted} unproven {refuse a number that nobody vouches for} noAnswer {say that nobody answers} unknown {say that there is no such number} limit {say that there are too many calls} unreachable {say that you cannot be reached} loop {say that the call goes in circles} other {turn them away}}",
  "do.ask":
    "play “{prompt}” and wait {seconds, plural, one {a second} other {# seconds}} for a key",
  "do.decide": "ask {host} within {seconds, plural, one {a second} other {# seconds}} what to do",
  "do.target":
    "{name}{via, select, none {} other { through {via}}}{after, plural, =0 {} one { after a second} other { after # seconds}}{confirm, select, yes { with a key press} other {}}",
} as const satisfies Readonly<Record<string, string>>;
