/** Where what changes something goes. */
export const signed = (path: string) => path;
