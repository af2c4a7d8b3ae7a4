/** Replaces a module that the bundled command imports but never uses. Using it is an error. */
class Unused {
  constructor() {
    throw new Error("this module is not part of the oint command");
  }
}

export { Unused as CacheError, Unused as default };
