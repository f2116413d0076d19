import { IntlMessageFormat } from "intl-messageformat";

/** The arguments of an ICU message, each with its choices where it has some. */
export function blanks(message: string): readonly string[] {
  const format = new IntlMessageFormat(message, "en");
  const found = new Set<string>();
  const walk = (parts: readonly Part[]): void => {
    for (const { type, value, options = {}, children = [] } of parts) {
      if (type >= 1 && type <= 6) found.add(value ?? "");
      for (const option of Object.values(options)) walk(option.value);
      walk(children);
    }
  };
  walk(format.getAst() as readonly Part[]);
  return [...found].sort();
}

/** Of ICU's syntax tree: 1 to 6 take an argument. */
interface Part {
  readonly type: number;
  readonly value?: string;
  readonly options?: Readonly<Record<string, { readonly value: readonly Part[] }>>;
  readonly children?: readonly Part[];
}

/** A two for each. */
export const filled = (message: string): Readonly<Record<string, number>> =>
  Object.fromEntries(blanks(message).map((name) => [name, 2]));
