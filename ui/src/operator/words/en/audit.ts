/** In English, what was done. */
export const audit = {
  "audit.newest": "What was done, newest first",
  "audit.none": "Nothing has been done yet.",
  "audit.act":
    "{act, select, setup {Set up the exchange} setupRefused {Was refused a set-up link} signIn {Signed in} signInRefused {Was refused to sign in} signOut {Signed out} makeToken {Made an API token} removeToken {Ended an API token} userAdded {Added the user {of}} userInvited {Invited {of} anew} userChanged {Changed {of}} userRemoved {Removed {of}} userSuspended {Suspended {of}} userResumed {Let {of} go on} userNarrowed {Refused some calls for {of}} userWidened {Took back what was refused for {of}} userHosted {Let the server of {of} run here} userUnhosted {Ended the stay of {of}’s server} hostedKeyMade {Made a new link for the owner of {of}’s server} trunkSet {Set the trunk {of}} trunkRemoved {Removed the trunk {of}} trunkProbed {Asked the trunk {of}} tierSet {Set the tier {of}} tierRemoved {Removed the tier {of}} limitsChanged {Changed the limits} settingsReplaced {Replaced the settings} settingsRead {Changed the settings’ file} changePassword {Changed the password} other {{act} {of}}}",
  "audit.line": "{who}, {at}",
};
