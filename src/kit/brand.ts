/** A primitive with a name of its own, so that a bare string or number cannot stand in for it. */
export type Brand<T, Name extends string> = T & { readonly __brand: Name };
