/** Stands for a module that the bundled command imports and never uses; using it all the same is an error, not a silence. */
class Unused {
  constructor() {
    throw new Error("this part is left out of the oint command");
  }
}

export { Unused as CacheError, Unused as default };
