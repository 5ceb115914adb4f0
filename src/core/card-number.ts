/**
 * Whether a text holds the number of a payment card. Nobody asks for one, and people write it all the same where they
 * are asked what their receipt says; it must not be kept (PCI DSS 4.0.1, requirement 3.2). Fourteen to sixteen digits
 * that begin as cards do and have Luhn's check digit; the codes of pagoPA are longer, or begin otherwise.
 */
export function holdsCardNumber(text: string): boolean {
  const candidates = text.matchAll(/(?<!\d)(?:\d[ .-]?){13,15}\d(?!\d)/g)
  return Array.from(candidates, ([found]) => found.replace(/\D/g, '')).some(isCardNumber)
}

/** Visa 4; Mastercard 51-55 and 2221-2720; American Express 34 and 37; Maestro 50, 56-58, 6; Diners 36 and 38. */
const BEGINNINGS = /^(?:4\d{15}|5[0-8]\d{14}|2[2-7]\d{14}|3[47]\d{13}|3[68]\d{12}|6\d{15})$/

function isCardNumber(digits: string): boolean {
  if (!BEGINNINGS.test(digits)) return false
  let total = 0
  for (let place = 0; place < digits.length; place++) {
    const digit = Number(digits[digits.length - 1 - place])
    const doubled = place % 2 === 0 ? digit : digit * 2
    total += doubled > 9 ? doubled - 9 : doubled
  }
  return total % 10 === 0
}
