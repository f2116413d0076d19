/**
 * `npm run openapi`: the page's types of the API, ui/src/api/schema.d.ts, from the document that
 * the web app serves. Committed; a test finds the day they differ.
 */
import { writeFileSync } from "node:fs";
import openapiTypescript, { astToString, type OpenAPI3 } from "openapi-typescript";
import type { ExchangeControl } from "#exchange/control.ts";
import type { Control } from "#server/control.ts";
import { memoryVault } from "#web/auth/memoryVault.ts";
import type { App } from "#web/routes/kit.ts";
import { webApp } from "#web/webApp.ts";

export const schemaFile = new URL("../ui/src/api/schema.d.ts", import.meta.url);
export const operatorFile = new URL("../ui/src/operator/schema.d.ts", import.meta.url);

const head = `/** The API in types. Written by \`npm run openapi\`; do not edit. */\n`;

const bare = { vault: memoryVault(), now: () => 0, version: "1" };

/** What the file should hold; routes are described, none is asked. */
export const schemaText = async (): Promise<string> =>
  typesOf(await webApp({ ...bare, control: { settings: {} } as Control }));

/** The same of an exchange's operator. */
export async function operatorText(): Promise<string> {
  const { operatorApp } = await import("#web/operator/operatorApp.ts"); // schemas stand as they were loaded
  return typesOf(await operatorApp({ ...bare, control: {} as ExchangeControl }));
}

async function typesOf(app: App): Promise<string> {
  const document = (await app.inject({ url: "/api/v1/openapi.json" })).json() as OpenAPI3;
  await app.close();
  return head + astToString(await openapiTypescript(onlyUsed(document)));
}

/** Without the schemas that no route speaks of: zod's register also holds those of the settings. */
function onlyUsed(document: OpenAPI3): OpenAPI3 {
  const all = document.components?.schemas ?? {};
  const used = new Set<string>();
  let text = JSON.stringify(document.paths);
  while (text !== "") {
    const names = [...text.matchAll(/#\/components\/schemas\/([^"]+)/g)].map(
      ([, name = ""]) => name,
    );
    const fresh = names.filter((name) => !used.has(name));
    for (const name of fresh) used.add(name);
    text = fresh.map((name) => JSON.stringify(all[name])).join("");
  }
  const schemas = Object.fromEntries(Object.entries(all).filter(([name]) => used.has(name)));
  return { ...document, components: { ...document.components, schemas } };
}

if (import.meta.main) {
  writeFileSync(schemaFile, await schemaText());
  writeFileSync(operatorFile, await operatorText());
}
