declare const brand: unique symbol

/** A `Base` that has passed a check which its name promises; only the parser of that name makes one. */
export type Brand<Base, Name extends string> = Base & { readonly [brand]: Name }
