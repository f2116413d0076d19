/** What was dialled, without a hash that only says that no more will come: in codes and speed dials it says more. */
export const asDialled = (text: string): string =>
  /^[*#]/.test(text) || text.length <= 3 ? text : text.replace(/#$/, "");
