import type { Claim } from "./claim.ts";

/** The page of a claim in docs/claims/: its name from the root, and its text. `told`: what `play` told. */
export function page(
  { number, name, words, wire, telephone }: Claim,
  told: string,
): { readonly file: string; readonly text: string } {
  const nn = String(number).padStart(2, "0");
  const lines = [
    `# Claims ${number} and ${number + 10}: the server ${name}`,
    "",
    words,
    "",
    `- On the wire: ${wire}.`,
    `- At the telephone: ${telephone}.`,
    "",
    "Written by `npm run claims`: a whole call in virtual time, seconds on the left.",
    "",
    "```",
    told,
    "```",
    "",
  ];
  return { file: `docs/claims/${nn}-${name.replaceAll(" ", "-")}.md`, text: lines.join("\n") };
}
