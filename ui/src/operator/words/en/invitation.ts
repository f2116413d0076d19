/** In English, how somebody becomes a user. */
export const invitation = {
  "invitation.title": "An invitation",
  "invitation.for": "The invitation for {name}",
  "invitation.once":
    "It is shown this once. Whoever has it is {name}, so send it as you would a key.",
  "invitation.until": "Good until {until}, unless it was used by then.",
  "invitation.link": "Link",
  "invitation.text": "Text for their own server",
  "invitation.qr": "The link of the invitation for {name}",
  "invitation.telephone":
    "A plain telephone registers at {server} as {user} with the password {password}.",
  "invitation.copy": "Copy the text",
  "invitation.copied": "Copied",
  "invitation.howTo":
    "Paste this text at your own server: Settings, Numbers & accounts, Join an exchange.",
  "invitation.gone": "This invitation was used, or is too old. Ask for another.",
  "invitation.done": "Done",
};
