/** XML that comes from elsewhere: elements by their names, whatever prefixes it gives them. No entity is ever resolved. */
import { parseXml, XmlElement } from "@rgrove/parse-xml";

export type { XmlElement };

/** Undefined: malformed, an entity that is not XML's own, or nested too deep for the parser. */
export function xmlRoot(text: string): XmlElement | undefined {
  try {
    return parseXml(text).root ?? undefined;
  } catch {
    return undefined;
  }
}

/** In lower case. Prefixes are anybody's choice; the few names that count are one namespace's each. */
export const nameOf = ({ name }: XmlElement): string =>
  name.slice(name.indexOf(":") + 1).toLowerCase();

export const elements = (of: XmlElement): readonly XmlElement[] =>
  of.children.filter((one) => one instanceof XmlElement);
