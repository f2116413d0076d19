import type { Claim } from "./claim.ts";
import type { FamilyRow } from "./family/familyRow.ts";

/** A file of docs/claims: its name from the root, and its text. */
export interface Page {
  readonly file: string;
  readonly text: string;
}

const folder = "docs/claims";

/** The page of a claim. `told`: what `play` told. */
export function page(claim: Claim, told: string): Page {
  const { number, words, wire, telephone } = claim;
  const lines = [
    `# Claims ${number} and ${number + 10}: the server ${claim.name}`,
    "",
    words,
    "",
    `- On the wire: ${wire}.`,
    `- At the telephone: ${telephone}.`,
    "",
    ...written("a whole call", told),
  ];
  return { file: `${folder}/${claimFile(claim)}`, text: lines.join("\n") };
}

/** The page of a row of exchanges and their members. `told`: its ladder. */
export function familyPage(row: FamilyRow, told: string): Page {
  const lines = [
    `# ${row.id}: an exchange ${row.name}`,
    "",
    `Of ${row.of}.`,
    "",
    row.words,
    "",
    `- On the wire: ${row.wire}.`,
    `- For people: ${row.people}.`,
    "",
    ...written("whole calls", told),
  ];
  return { file: `${folder}/${familyFile(row)}`, text: lines.join("\n") };
}

const written = (what: string, told: string): readonly string[] => [
  `Written by \`npm run claims\`: ${what} in virtual time, seconds on the left.`,
  "",
  "```",
  told,
  "```",
  "",
];

const claimFile = ({ number, name }: Claim): string =>
  `${String(number).padStart(2, "0")}-${dashed(name)}.md`;
const familyFile = ({ id }: FamilyRow): string => `${id.toLowerCase()}-exchange.md`;
const dashed = (name: string): string => name.replaceAll(" ", "-");

/** All claims on one page; `sockets`: those that are shown over real sockets too. */
export function indexPage(
  claims: readonly Claim[],
  rows: readonly FamilyRow[],
  sockets: ReadonlySet<string>,
): Page {
  const again = (id: string): string => (sockets.has(id) ? "yes" : "–");
  const lines = [
    "# What all this claims to do, done",
    "",
    "Each row is a test that makes whole calls: in virtual time, which its page shows as a ladder, and where it says so again over real sockets with real processes. `npm run claims` does them all, and writes these pages anew; `npm run claims -- 6 A-29` some; `--sabotage A-29` does it with that one behaviour of the product switched off, and the row is seen to fail. The claims are those of US 7,248,577 (expired) and, as '848 and '857, of others of its family.",
    "",
    "## One person's server",
    "",
    "| Claims | The server | Sockets |",
    "|---|---|---|",
    ...claims.map(
      (one) =>
        `| ${one.number}, ${one.number + 10} | [${one.name}](${claimFile(one)}) | ${again(`${one.number}`)} |`,
    ),
    "",
    "## Exchanges and their members",
    "",
    "| Row | An exchange | Of | Sockets |",
    "|---|---|---|---|",
    ...rows.map(
      (one) => `| ${one.id} | [${one.name}](${familyFile(one)}) | ${one.of} | ${again(one.id)} |`,
    ),
    "",
  ];
  return { file: `${folder}/README.md`, text: lines.join("\n") };
}
