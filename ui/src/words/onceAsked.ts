/** Made when it is asked for, and once: the formats of Intl cost more than what they format. */
export function onceAsked<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** Made once for each text that is asked about: a list asks about the same few again and again. */
export function onceFor<Made>(make: (text: string) => Made): (text: string) => Made {
  const made = new Map<string, { readonly it: Made }>();
  return (text) => {
    const one = made.get(text) ?? { it: make(text) };
    made.set(text, one);
    return one.it;
  };
}
