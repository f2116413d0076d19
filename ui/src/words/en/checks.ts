/** What is written well and hardly meant, in English. */
export const checks = {
  "check.title": "Worth a look",
  "check.intro": "Nothing here is wrong. It may just not be what you meant.",
  "check.broken": "The check {check} does not hold any more: {rule} decides otherwise.",
  "check.shadowed": "{rule} is never reached: {by}, above it, takes every call that fits it.",
  "check.shadowedTogether":
    "{rule} is never reached: the rules above it take every call that fits it, {by} the one below.",
  "check.neverHolds": "{rule} is never reached: no call fits all that it asks for.",
  "check.nothingEverRings": "Nothing ever rings, whoever calls.",
  "check.nothingRings": "Nothing rings from {from} to {to}, {days}, whoever calls.",
  "check.nothingRingsOver": "Nothing rings from {day} {from} to {lastDay} {to}, whoever calls.",
  "check.nothingRingsBetween": "Nothing rings from {since} to {until}, whoever calls.",
  "check.personNeverThrough":
    "{person} never gets through, not even to the mailbox: {rule} turns such calls away.",
  "check.strangerNeverThrough":
    "Whom you do not know never gets through, not even to the mailbox: {rule} turns them away.",
  "check.hiddenNeverThrough":
    "Who hides the number never gets through, not even to the mailbox: {rule} turns them away.",
  "check.mayComeBack":
    "{to} is what {account} shows as its own. If calls to it come in here, one that is sent there comes back.",
  "check.unconfirmed":
    "No caller is sent to {to}: it costs more than a call at home. With `abroad: true` at that place in the settings callers are.",
  "check.othersMailbox":
    "A mailbox at {to} may answer before anybody here. Press to accept there keeps it out.",
  "check.accountOff": "{account} is switched off, and counted on here.",
  "check.mailboxOff":
    "The mailbox is switched off. Callers whom {rule} sends there are turned away.",
  "check.noNumber": "{person} has no number to be called at.",
  "check.neverOccurs": "{time} is a time that never comes.",
  "check.overlaps":
    "{days} from {from} to {to} is within other hours of the same time, and changes nothing.",
  "check.speedDialShadowed": "The speed dial {slot} cannot be dialled: {means}",
  "check.telephoneShadowed": "{device} cannot be dialled by its short name: {means}",
  "check.telephoneShadows":
    "Who dials {number} in the house rings {device}, whose short name it is.",
  "check.means":
    "{is, select, emergency {that calls for help.} telephone {that rings a telephone of the house.} service {that tries the call for help.} messages {that plays the messages.} echo {that is the echo.} other {it means something else.}}",
  "check.example.call": "For example: {who} calls on {moment}",
  "check.example.hidden": "somebody without a number",
  "check.example.via": "through {account}",
  "check.example.mode": "while the mode is {mode}",
  "check.example.dialled": "For example: {dialled} is dialled",
} as const satisfies Readonly<Record<string, string>>;
