/** Backups, in English. */
export const backups = {
  "settings.tab.backups": "Backups",
  "backups.title": "Backups",
  "backups.text":
    "Each holds the whole household: settings, calls, messages, greetings, recordings and keys. They lie in the data folder; download one now and then, and keep it elsewhere.",
  "backups.make": "Make one now",
  "backups.makeOpen": "Make it, not sealed",
  "backups.makeSealed": "Make it, sealed",
  "backups.made": "The backup is made.",
  "backups.passphrase": "Passphrase (if you want it sealed)",
  "backups.passphrase.hint":
    "Without one, whoever has the file can read everything in it. Nobody can open a sealed one without its passphrase, not even you.",
  "backups.none": "No backup yet.",
  "backups.line":
    "{kind, select, nightly {Of the night} made {Made here} other {Brought from elsewhere}} · {age} · {size}",
  "backups.age":
    "{unit, select, now {just now} minutes {{n, plural, one {a minute ago} other {# minutes ago}}} hours {{n, plural, one {an hour ago} other {# hours ago}}} other {{n, plural, one {a day ago} other {# days ago}}}}",
  "backups.size": "{unit, select, kB {{n, number} kB} MB {{n, number} MB} other {{n, number} GB}}",
  "backups.sealed": "Sealed with a passphrase",
  "backups.open": "Not sealed: whoever has the file can read it",
  "backups.look": "Look inside",
  "backups.lookLabel": "Look inside the backup of {moment}",
  "backups.more": "More for the backup of {moment}",
  "backups.download": "Download",
  "backups.bring": "Bring one from elsewhere",
  "backups.bringing": "It is being brought here.",
  "backups.brought": "It is here now. Look inside before you restore it.",
  "backups.remove": "Delete",
  "backups.removeTitle": "Delete the backup of {moment}?",
  "backups.removeText": "The household stays as it is. This backup cannot be had back from here.",
  "backups.removeSure": "Delete the backup",
  "backups.removed": "The backup of {moment} is deleted.",
  "backups.keepIt": "Keep it",
  "backups.inside": "Backup of {moment}",
  "backups.passphraseOf": "Its passphrase",
  "backups.unseal": "Open it",
  "backups.holds":
    "{owner, select, none {A household without an owner’s name} other {The household of {owner}}}, {n, plural, =0 {with nothing in it yet} other {with {parts}}}.",
  "backups.count":
    "{what, select, people {{n, plural, one {one person} other {# people}}} devices {{n, plural, one {one device} other {# devices}}} accounts {{n, plural, one {one account} other {# accounts}}} calls {{n, plural, one {one call} other {# calls}}} messages {{n, plural, one {one message} other {# messages}}} greetings {{n, plural, one {one greeting} other {# greetings}}} other {{n, plural, one {one recording} other {# recordings}}}}",
  "backups.effect":
    "Restored, all of it takes the place of what is here now, with who may sign in. Calls that are up end, and the telephone is away for a moment.",
  "backups.aside": "What is here now is not lost: it is kept aside in the data folder.",
  "backups.restore": "Restore this household",
  "backups.leave": "Leave all as it is",
  "backups.coming": "The household is coming back. This page begins anew as soon as it is there.",
  "backups.nights": "By themselves",
  "backups.nightly": "Make one each night at three",
  "backups.keep": "Nights that are kept",
  "backups.keep.hint": "1 to 60; older ones of the night are deleted",
  "backups.nightPassphrase": "Their passphrase",
  "backups.nightPassphrase.hint": "Without one they are not sealed.",
} as const satisfies Readonly<Record<string, string>>;
