/** The sign-in, in English. */
export const signIn = {
  "signIn.title": "Sign in",
  "signIn.headline": "Welcome back.",
  "signIn.password": "Password",
  "signIn.submit": "Sign in",
  "signIn.passkey": "Sign in with a passkey",
  "signIn.useCode": "Use a recovery code",
  "signIn.usePassword": "Use the password",
  "signIn.code": "Recovery code",
  "signIn.codeHint": "three groups of four; each works once",
  "signIn.lost":
    "Lost everything? Somebody with access to the machine can print a new link with <em>npx ringwise setup-link</em>.",
  "signIn.wrong": "That did not fit.",
  "signIn.wait": "Too many attempts from here. Wait a little and try again.",
  "signIn.cancelled": "The passkey was not used.",
} as const satisfies Readonly<Record<string, string>>;
