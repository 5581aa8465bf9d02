/** A file that cannot be opened; `code` names its sentence. */
export class Unreadable extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/** Returns what `step` returns; whatever goes wrong there gets this `code`, unless it has its own. */
export function checked(step, code) {
  try {
    return step();
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable(code);
  }
}
