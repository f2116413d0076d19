/** In English, what every page says. */
export const shared = {
  "op.name": "Exchange",
  "op.users": "Users",
  "op.calls": "Calls",
  "op.trunks": "Trunks",
  "op.audit": "Audit log",
  "op.signOut": "Sign out",
  "op.main": "Main",
  "op.state":
    "{there, plural, one {# user there} other {# users there}}, {calls, plural, =0 {no calls now} one {# call now} other {# calls now}}",
  "op.privacy": "You can see that a call was delivered. You can’t see what happened next.",
  "op.tiers": "Tiers",
  "op.settings": "Settings",
  "change.save": "Save",
  "change.cancel": "Cancel",
  "change.change": "Change",
  "change.changeOf": "Change {of}",
  "change.conflict": "Somebody else has changed this meanwhile; nothing of yours was saved.",
  "change.again": "Show it as it is now",
};
