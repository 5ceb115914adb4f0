/**
 * The error correction of QR codes and Data Matrix symbols: Reed-Solomon over the field of 256 elements. The two
 * differ in the polynomial that makes the field and in the first root of the generator.
 */

export type Field = { logarithms: Uint8Array; powers: Uint8Array; firstRoot: number }

/** ISO/IEC 18004, 7.5.2. */
export const QR_FIELD = field(0x11d, 0)
/** ISO/IEC 16022, 5.7.1. */
export const DATA_MATRIX_FIELD = field(0x12d, 1)

const generators = new Map<Field, Map<number, Uint8Array>>()

/** The check codewords of a block: what is left when its data are divided by the generator. */
export function checkCodewords(data: ArrayLike<number>, count: number, of: Field): Uint8Array {
  const generator = generatorOf(count, of)
  const { logarithms, powers } = of
  const check = new Uint8Array(count)
  for (let at = 0; at < data.length; at++) {
    const factor = data[at]! ^ check[0]!
    check.copyWithin(0, 1)
    check[count - 1] = 0
    if (factor === 0) continue
    const logarithm = logarithms[factor]!
    for (let index = 0; index < count; index++) {
      check[index]! ^= powers[logarithm + logarithms[generator[index]!]!]!
    }
  }
  return check
}

/** The coefficients below the leading one, highest first; none of them is zero. */
function generatorOf(count: number, of: Field): Uint8Array {
  const known = generators.get(of)?.get(count)
  if (known) return known
  let polynomial = Uint8Array.of(1)
  for (let root = of.firstRoot; root < of.firstRoot + count; root++) {
    const next = new Uint8Array(polynomial.length + 1)
    polynomial.forEach((coefficient, index) => {
      next[index]! ^= coefficient
      if (coefficient !== 0) next[index + 1]! ^= of.powers[of.logarithms[coefficient]! + root]!
    })
    polynomial = next
  }
  const generator = polynomial.slice(1)
  generators.set(of, (generators.get(of) ?? new Map<number, Uint8Array>()).set(count, generator))
  return generator
}

/** `powers` goes twice around, so that two logarithms can be added without a division. */
function field(polynomial: number, firstRoot: number): Field {
  const [logarithms, powers] = [new Uint8Array(256), new Uint8Array(512)]
  let value = 1
  for (let exponent = 0; exponent < 255; exponent++) {
    powers[exponent] = powers[exponent + 255] = value
    logarithms[value] = exponent
    value <<= 1
    if (value > 255) value ^= polynomial
  }
  return { logarithms, powers, firstRoot }
}
