/** Thrown when a register was made by a newer program. */
export class RegisterAhead extends Error {}
