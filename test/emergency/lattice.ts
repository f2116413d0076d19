/** Named axes and every point of what they span: what is proved by enumeration says how much that is. */
export type Axes = Readonly<Record<string, readonly unknown[]>>;
export type Point<A extends Axes> = { readonly [Name in keyof A]: A[Name][number] };

export const sizeOf = (axes: Axes): number =>
  Object.values(axes).reduce((size, values) => size * values.length, 1);

/** `3 country × 5 profile = 15` */
export const described = (axes: Axes): string =>
  `${Object.entries(axes)
    .map(([name, values]) => `${values.length} ${name}`)
    .join(" × ")} = ${sizeOf(axes)}`;

export function* points<A extends Axes>(axes: A): Generator<Point<A>> {
  const names = Object.keys(axes);
  const all = sizeOf(axes);
  for (let index = 0; index < all; index++) {
    let rest = index;
    const point: Record<string, unknown> = {};
    for (const name of names) {
      const values = axes[name] ?? [];
      point[name] = values[rest % values.length];
      rest = Math.floor(rest / values.length);
    }
    yield point as Point<A>;
  }
}
