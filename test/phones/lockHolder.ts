import { spawn } from "node:child_process";
import { once } from "node:events";
import type { TestContext } from "node:test";

const program = (file: string): string =>
  `import { DatabaseSync } from "node:sqlite";
   const db = new DatabaseSync(${JSON.stringify(file)}, { timeout: 5000 });
   db.exec("BEGIN IMMEDIATE");
   process.stdout.write("locked");
   process.stdin.once("data", () => { db.exec("COMMIT"); process.exit(); });`;

/** Another process that has locked that database until it is told to let go. */
export async function lockHolder(t: TestContext, file: string): Promise<{ letsGo(): void }> {
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program(file)]);
  t.after(() => child.kill()); // a test that failed before it let go
  await once(child.stdout, "data");
  return { letsGo: () => child.stdin.write("now") };
}
