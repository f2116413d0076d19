/** In English, what users may do. */
export const tiers = {
  "tiers.add": "Add a tier",
  "tiers.idHint": "letters, digits, dots and dashes",
  "tiers.users": "{n, plural, =0 {nobody is in it} one {# user} other {# users}}",
  "tiers.callsLabel": "They may call",
  "tiers.calls":
    "{calls, select, members {The other users alone} usual {Numbers at home too} other {Anywhere, abroad and premium numbers too}}",
  "tiers.channelsLabel": "Calls at once, for each user",
  "tiers.channels":
    "{n, plural, =0 {No calls} one {# call at once for each user} other {# calls at once for each user}}",
};
