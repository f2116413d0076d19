/** Of an OpenAPI 3.1 document, what the reference shows: operations by tag, and schemas as they would be written. */

export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly format?: string;
}

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
}

interface Written {
  readonly operationId: string;
  readonly tags?: readonly string[];
  readonly summary?: string;
  readonly security?: readonly { readonly token?: readonly string[] }[];
  readonly parameters?: readonly { readonly name: string; readonly description?: string }[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content>>;
}

export interface Documented {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Written>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

export interface Operation {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  /** Undefined: anybody may ask; empty: whoever is signed in, about themselves. */
  readonly scope: string | undefined;
  readonly parameters: NonNullable<Written["parameters"]>;
  readonly body: Schema | undefined;
  /** Of what went well; problems are all alike. */
  readonly answers: readonly { readonly status: string; readonly schema: Schema | undefined }[];
}

const schemaIn = ({ content = {} }: Content): Schema | undefined =>
  Object.values(content)[0]?.schema;

/** By tag, in the order of the document. */
export function operationsOf({
  paths,
}: Documented): readonly (readonly [tag: string, operations: readonly Operation[]])[] {
  const byTag = new Map<string, Operation[]>();
  for (const [path, methods] of Object.entries(paths))
    for (const [method, written] of Object.entries(methods)) {
      const tag = written.tags?.[0] ?? "";
      byTag.set(tag, [...(byTag.get(tag) ?? []), operation(path, method, written)]);
    }
  return [...byTag];
}

function operation(path: string, method: string, written: Written): Operation {
  const { operationId, summary = "", security = [], parameters = [], requestBody } = written;
  const [needs] = security;
  return {
    ...{ operationId, path, summary, parameters },
    method: method.toUpperCase(),
    scope: needs && (needs.token?.[0] ?? ""),
    body: requestBody && schemaIn(requestBody),
    answers: Object.entries(written.responses)
      .filter(([status]) => status.startsWith("2"))
      .map(([status, response]) => ({ status, schema: schemaIn(response) })),
  };
}

/** Deeper is not shown: nobody reads it. */
const deepest = 6;

/** A schema as a value of it would be written: `{id: string, name?: string}`. */
export function shapeOf(schema: Schema, document: Documented, indent = "", depth = 0): string {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split("/").at(-1) ?? "";
    const found = document.components?.schemas?.[name];
    return found === undefined || depth > deepest
      ? name
      : shapeOf(found, document, indent, depth + 1);
  }
  const others = schema.anyOf ?? schema.oneOf;
  if (others) return others.map((one) => shapeOf(one, document, indent, depth + 1)).join(" | ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(" | ");
  if (schema.items) return `[${shapeOf(schema.items, document, indent, depth + 1)}]`;
  if (schema.properties) return objectOf(schema, document, indent, depth);
  return [schema.format ?? schema.type ?? "any"].flat().join(" | ");
}

function objectOf(schema: Schema, document: Documented, indent: string, depth: number): string {
  if (depth > deepest) return "{…}";
  const { properties = {}, required = [] } = schema;
  const inner = `${indent}  `;
  const lines = Object.entries(properties).map(([name, one]) => {
    const mark = required.includes(name) ? "" : "?";
    return `${inner}${name}${mark}: ${shapeOf(one, document, inner, depth + 1)}`;
  });
  return lines.length === 0 ? "{}" : `{\n${lines.join("\n")}\n${indent}}`;
}
