/** The document's JSON Schema (draft 2020-12), for editors, the API and other programs. */
import { z } from "zod";
import { document } from "./settings.ts";

export function settingsSchema(): object {
  return z.toJSONSchema(document, {
    io: "input",
    override: ({ jsonSchema }) => {
      delete jsonSchema.readOnly; // our types are immutable; the document is not
      if (jsonSchema["secret"] === true) orMark(jsonSchema);
    },
  });
}

/** A secret may be written, or sent back as it was read. */
function orMark(schema: z.core.JSONSchema.BaseSchema): void {
  const { type, minLength, maxLength, pattern } = schema;
  for (const key of ["secret", "type", "minLength", "maxLength", "pattern"]) delete schema[key];
  schema.writeOnly = true;
  schema.anyOf = [
    JSON.parse(JSON.stringify({ type, minLength, maxLength, pattern })),
    {
      type: "object",
      properties: { set: { const: true } },
      required: ["set"],
      additionalProperties: false,
    },
  ];
}
