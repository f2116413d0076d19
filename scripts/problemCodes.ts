/**
 * `npm run docs`: docs/problems.md, every code of every Problem that the sources can give, and where.
 * A code is stable and means one thing; the list is made anew, and a test says when it is old.
 */
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const root = fileURLToPath(new URL("..", import.meta.url));
const file = `${root}docs/problems.md`;
const folders = new Set(
  globSync("src/*/", { cwd: root }).flatMap((folder) => folder.split("/").at(-1) ?? []),
);
/** The document's own and the web's codes are told to people in other words too. */
const extra = [
  "settings",
  "decide",
  "files",
  "http",
  "network",
  "store",
  "mgcp",
  "identity",
  "subscription",
  "calendar",
  "list",
  "dav",
  "contacts",
  "push",
];
const code = /^([a-z]+)(\.[a-zA-Z0-9]+)+$/;

/** A code stands where a Problem is made: first word of fail, problem, wrong … or a property `code`. */
function codesIn(text: string): readonly string[] {
  const found: string[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) && isCode(node.text) && makesProblem(node)) found.push(node.text);
    ts.forEachChild(node, look);
  };
  look(ts.createSourceFile("a.ts", text, ts.ScriptTarget.Latest, true));
  return found;
}

function isCode(text: string): boolean {
  const first = code.exec(text)?.[1] ?? "";
  return folders.has(first) || extra.includes(first);
}

function makesProblem(node: ts.StringLiteral): boolean {
  const { parent } = node;
  if (ts.isPropertyAssignment(parent)) return parent.name.getText() === "code";
  return ts.isCallExpression(parent) && parent.arguments.includes(node);
}

/** The page as it should be. */
export function problemsPage(): string {
  const places = new Map<string, Set<string>>();
  for (const path of globSync("src/**/*.ts", { cwd: root }).sort())
    if (!path.endsWith(".test.ts"))
      for (const one of codesIn(readFileSync(`${root}${path}`, "utf8")))
        places.set(one, (places.get(one) ?? new Set()).add(path));
  const rows = [...places]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([one, paths]) => `| \`${one}\` | ${[...paths].map((path) => `\`${path}\``).join(", ")} |`,
    );
  return [
    "# Problems",
    "",
    "Expected trouble is a value with a stable code. This list is made by `npm run docs`.",
    "",
    "| Code | Made in |",
    "|---|---|",
    ...rows,
    "",
  ].join("\n");
}

export const problemsFile = (): string => readFileSync(file, "utf8");

if (import.meta.main) writeFileSync(file, problemsPage());
