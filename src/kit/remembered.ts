/**
 * A function of a text, with its last answers remembered: for what is dear to find out, depends on
 * nothing else, and is asked about the same few things again and again.
 */
export function remembered<T>(most: number, find: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    if (known.has(text)) return known.get(text) as T;
    const found = find(text);
    if (known.size >= most) known.clear();
    known.set(text, found);
    return found;
  };
}
