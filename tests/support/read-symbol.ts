/** For tests of codes: whether a block of codewords is without error. */
import type { Field } from '../../src/platform/pdf/reed-solomon.ts'

/** The block as a polynomial, at each root of the generator: all zero when nothing is damaged. */
export function syndromes(block: readonly number[], count: number, { logarithms, powers, firstRoot }: Field): number[] {
  return Array.from({ length: count }, (_, index) => {
    const root = index + firstRoot
    return block.reduce((value, codeword) => {
      const shifted = value === 0 ? 0 : powers[(logarithms[value]! + root) % 255]!
      return shifted ^ codeword
    }, 0)
  })
}
