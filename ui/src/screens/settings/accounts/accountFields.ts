/** What an account is asked for: first what it needs, then what carriers do not agree on. */
import type { FieldSpec } from "../itemField.tsx";

export const nameField: FieldSpec = {
  key: "name",
  label: "account.name",
  hint: "account.name.hint",
};
export const serverField: FieldSpec = {
  key: "server",
  label: "account.server",
  hint: "account.server.hint",
};
const userField: FieldSpec = { key: "username", label: "settings.username" };
export const secretField: FieldSpec = { key: "secret", label: "settings.secret", is: "secret" };
export const numberField: FieldSpec = {
  key: "number",
  label: "account.number",
  hint: "account.number.hint",
};

export const basics: readonly FieldSpec[] = [nameField, serverField];
export const login: readonly FieldSpec[] = [userField, secretField];

export const wayThere: readonly FieldSpec[] = [
  {
    key: "transport",
    label: "settings.transport",
    is: "choice",
    options: [
      ["", "settings.transport.auto"],
      ["udp", "UDP"],
      ["tcp", "TCP"],
      ["tls", "TLS"],
    ],
  },
  { key: "proxy", label: "account.proxy", hint: "account.proxy.hint" },
  { key: "authUsername", label: "account.authUsername", hint: "account.authUsername.hint" },
  { key: "authority", label: "account.authority", hint: "account.authority.hint", is: "long" },
  { key: "acceptAnyCertificate", label: "settings.anyCertificate", is: "check" },
  { key: "mustEncrypt", label: "account.mustEncrypt", is: "check" },
];

export const callsThrough: readonly FieldSpec[] = [
  { key: "callsAtOnce", label: "account.callsAtOnce", hint: "limits.none.hint", is: "number" },
  {
    key: "callerId",
    label: "account.callerId",
    hint: "account.callerId.hint",
    is: "choice",
    options: [
      ["", "account.callerId.asserted"],
      ["preferred", "account.callerId.preferred"],
      ["from", "account.callerId.from"],
      ["remoteParty", "account.callerId.remoteParty"],
    ],
  },
  {
    key: "numberFormat",
    label: "account.numberFormat",
    is: "choice",
    options: [
      ["", "account.numberFormat.plus"],
      ["e164", "account.numberFormat.e164"],
      ["national", "account.numberFormat.national"],
      ["dialled", "account.numberFormat.dialled"],
    ],
  },
  {
    key: "forwardBy",
    label: "account.forwardBy",
    is: "choice",
    options: [
      ["", "account.forwardBy.call"],
      ["redirect", "account.forwardBy.redirect"],
    ],
  },
  {
    key: "transferBy",
    label: "account.transferBy",
    is: "choice",
    options: [
      ["", "account.transferBy.bridge"],
      ["refer", "account.transferBy.refer"],
    ],
  },
  {
    key: "holdBy",
    label: "account.holdBy",
    is: "choice",
    options: [
      ["", "account.holdBy.sound"],
      ["reinvite", "account.holdBy.reinvite"],
    ],
  },
  { key: "verstat", label: "account.verstat", is: "check" },
  { key: "mayTransfer", label: "account.mayTransfer", is: "check" },
  { key: "mayReplace", label: "account.mayReplace", is: "check" },
];

export const signing: readonly FieldSpec[] = [
  { key: "secret", label: "account.signature.secret", is: "secret" },
  {
    key: "certificate",
    label: "account.signature.certificate",
    hint: "account.signature.certificate.hint",
  },
  {
    key: "attest",
    label: "account.signature.attest",
    is: "choice",
    options: [
      ["", "account.signature.unsaid"],
      ["A", "account.signature.a"],
      ["B", "account.signature.b"],
      ["C", "account.signature.c"],
    ],
  },
  { key: "origid", label: "account.signature.origid", hint: "account.signature.origid.hint" },
];

export const forHelp: readonly FieldSpec[] = [
  {
    key: "callAs",
    label: "account.help.callAs",
    is: "choice",
    options: [
      ["", "account.help.dialled"],
      ["urn", "account.help.urn"],
    ],
  },
  { key: "location", label: "account.help.location", is: "check" },
  { key: "reference", label: "account.help.reference", hint: "account.help.reference.hint" },
  {
    key: "accessNetwork",
    label: "account.help.accessNetwork",
    hint: "account.help.accessNetwork.hint",
  },
];

const keysOf = (specs: readonly FieldSpec[], above = ""): readonly string[] =>
  specs.map(({ key }) => `${above}/${key}`);

/** Every place that the form shows. */
export const accountPlaces: readonly string[] = [
  ...keysOf([...basics, ...login, numberField, ...wayThere, ...callsThrough]),
  ...keysOf(signing, "/signature"),
  ...keysOf(forHelp, "/emergency"),
];

/** What may be chosen, by key. */
export const accountChoices: ReadonlyMap<string, NonNullable<FieldSpec["options"]>> = new Map(
  [...wayThere, ...callsThrough].flatMap(({ key, options }) => (options ? [[key, options]] : [])),
);
