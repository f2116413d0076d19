import { summaries as all } from "#web/routes/summaries.ts";

/** One sentence for each operation of the exchange's API; those by which one comes in are as at a feature server. */
export const summaries: Readonly<Record<string, string>> = {
  ...all,
  lookAtInvitation:
    "What an invitation says, for whoever has its link, until it is used or too old",
  users: "The users, with how each is now",
  user: "One user: servers, policy as published, and what the operator refuses for them",
  addUser: "Makes a user, and an invitation that is told this once",
  changeUser: "Changes a user's numbers, extension or tier",
  removeUser: "Ends a user's account, with policy and key",
  inviteUser: "Gives a user a new password, in an invitation that is told this once",
  suspendUser: "Refuses all calls of and for a user, with a reason that the user is told",
  resumeUser: "Lets a suspended user go on",
  narrowUser: "Refuses some calls for a user, with a reason that the user is told",
  widenUser: "Takes such a refusal back",
  tiers: "What each class of users may do",
  setTier: "Makes a tier, or puts another in its place",
  removeTier: "Takes away a tier that nobody is in",
  trunks: "The trunks, and how each stands",
  setTrunk: "Makes a trunk, or puts another in its place; a password that reads as set is kept",
  removeTrunk: "Takes a trunk away",
  probeTrunk: "Asks a trunk's server whether it is there (OPTIONS)",
  limits: "The limits of this exchange",
  changeLimits: "Changes limits",
  exchangeSettings: "The settings, whole, without secrets",
  changeExchangeSettings: "Replaces the settings, unless somebody else was first",
  passedCalls: "Calls on their way and calls that are over, newest first, with why",
  passedCall: "One call: whom it was offered, and what became of it",
  passedCallLadder: "What went over the wires of this hop in a call",
  audit: "What operators did, newest first",
  exchangeStatus: "Who is there, what is on its way, and what is not in order",
};
