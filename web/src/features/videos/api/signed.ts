/** Where what changes something goes: the server signs it for its own page, which keeps no secret. */
export const signed = (path: string) => `/api/backend${path}`;
