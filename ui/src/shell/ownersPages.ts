/** All that they show is refused to the family: the way around does not lead its members there. */
export const isOwnersPage = (to: string): boolean => to === "/handling" || to.startsWith("/people");
