/**
 * In place of semver in the program that is built: Fastify asks at every start, by regular expressions
 * that take longer than its routes, whether its plugins fit. The lock has answered that.
 */
export const satisfies = (): boolean => true;
export const gt = (): boolean => true;
export const coerce = (version: string): string => version;
