/** Made when it is asked for, and once: the formats of Intl cost more than what they format. */
export function onceAsked<Made>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
